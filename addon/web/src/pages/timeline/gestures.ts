import { panBy, pinch, zoomAt, type Span } from "./view";

/** What gestures act on. */
export interface Surface {
  readonly element: HTMLElement;
  /** Whether a turn of the wheel is meant for the timeline, and not for the page. */
  takesWheel(event: WheelEvent): boolean;
  view(): Span;
  day(): Span;
  show(view: Span): void;
  seek(atMs: number): void;
}

const STILL_PX = 4;
const WHEEL_PX = 600;

/** Wheel, drag and pinch on a timeline; a press that does not move seeks. The page itself is never zoomed. */
export class Gestures {
  private readonly pointers = new Map<number, number>();
  private pressedPx: number | null = null;

  constructor(private readonly surface: Surface) {
    const { element } = surface;
    element.addEventListener("wheel", this.wheel, { passive: false });
    element.addEventListener("pointerdown", this.down);
    element.addEventListener("pointermove", this.move);
    element.addEventListener("pointerup", this.up);
    element.addEventListener("pointercancel", this.cancel);
  }

  /** The instant under a pointer. */
  instantAt(clientX: number): number {
    const { left, width } = this.surface.element.getBoundingClientRect();
    const { startMs, endMs } = this.surface.view();
    return startMs + ((clientX - left) / width) * (endMs - startMs);
  }

  private readonly wheel = (event: WheelEvent): void => {
    const { surface } = this;
    if (!surface.takesWheel(event)) return;
    event.preventDefault();
    const view = surface.view();
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      const movedPx = event.deltaX === 0 ? event.deltaY : event.deltaX;
      surface.show(panBy(view, surface.day(), movedPx * this.msPerPx()));
    } else {
      surface.show(zoomAt(view, surface.day(), this.instantAt(event.clientX), 2 ** (event.deltaY / WHEEL_PX)));
    }
  };

  private readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.pointers.set(event.pointerId, event.clientX);
    this.pressedPx = this.pointers.size === 1 ? event.clientX : null;
    this.surface.element.setPointerCapture(event.pointerId);
  };

  private readonly move = (event: PointerEvent): void => {
    const before = this.pointers.get(event.pointerId);
    if (before === undefined) return;
    const { surface } = this;
    if (this.pressedPx !== null && Math.abs(event.clientX - this.pressedPx) < STILL_PX) return;
    this.pressedPx = null;
    const old = this.shares();
    this.pointers.set(event.pointerId, event.clientX);
    if (this.pointers.size === 1) {
      surface.show(panBy(surface.view(), surface.day(), (before - event.clientX) * this.msPerPx()));
    } else if (this.pointers.size === 2) {
      surface.show(pinch(surface.view(), surface.day(), old, this.shares()));
    }
  };

  private readonly up = (event: PointerEvent): void => {
    if (this.pointers.has(event.pointerId) && this.pressedPx !== null) {
      this.surface.seek(this.instantAt(event.clientX));
    }
    this.cancel(event);
  };

  private readonly cancel = (event: PointerEvent): void => {
    this.pointers.delete(event.pointerId);
    this.pressedPx = null;
  };

  private msPerPx(): number {
    const { startMs, endMs } = this.surface.view();
    return (endMs - startMs) / this.surface.element.getBoundingClientRect().width;
  }

  /** Where the first two fingers are, from 0 at the left to 1. */
  private shares(): readonly [number, number] {
    const { left, width } = this.surface.element.getBoundingClientRect();
    const [one = 0, other = 0] = [...this.pointers.values()].map((x) => (x - left) / width);
    return [one, other];
  }
}
