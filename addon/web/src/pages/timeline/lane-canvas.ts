import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { Gap } from "../../api/generated";
import { t } from "../../i18n";
import { clock, hourMinute, instant } from "../../i18n/format";
import { sharedElement } from "../../ui/element";
import { shared } from "../../ui/styles";
import { Gestures } from "./gestures";
import type { DayLanes } from "./lanes";
import type { Selection } from "../../words/selection";
import { AXIS_PX, heightPx, LANES, laneTop, paintLanes, type LaneName, type Palette } from "./paint";
import { placeOf, pxOf, type Span } from "./view";

const MINUTE_MS = 60_000;
const HOVER_MS = 120;
/** What is not drawn on the canvas but lies on it, so that it moves without anything being drawn anew. */
const ABOVE: ReadonlySet<PropertyKey> = new Set(["positionMs", "selection", "hover"]);

interface Hover {
  leftPx: number;
  atMs: number;
  picture: string | null;
}

/** A day as lanes on a canvas. Fires `seek` (an instant) and `view` (what is to be shown). */
@sharedElement("wf-lanes")
export class LaneCanvas extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        position: relative;
        display: block;
      }
      .surface {
        position: absolute;
        inset: 0;
        overflow: hidden;
        border-radius: 6px;
        cursor: pointer;
        touch-action: pan-y;
      }
      .surface > * {
        position: absolute;
        inset: 0;
        pointer-events: none;
      }
      canvas {
        width: 100%;
        height: 100%;
      }
      .chosen {
        right: auto;
        border-top: 3px solid var(--wf-accent);
        background: color-mix(in srgb, var(--wf-accent) 22%, transparent);
      }
      .playhead {
        right: auto;
        width: 10px;
        margin-left: -5px;
        will-change: transform;
      }
      .playhead::before {
        position: absolute;
        top: ${AXIS_PX - 6}px;
        bottom: 0;
        left: 4px;
        width: 2px;
        background: var(--wf-bad);
        content: "";
      }
      .playhead::after {
        position: absolute;
        top: ${AXIS_PX - 11}px;
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: var(--wf-bad);
        content: "";
      }
      .name {
        position: absolute;
        left: 6px;
        padding: 0 5px;
        border-radius: 4px;
        background: color-mix(in srgb, var(--wf-card) 82%, transparent);
        font-size: 0.75rem;
        line-height: 1.2rem;
        pointer-events: none;
      }
      figure {
        position: absolute;
        z-index: 5;
        bottom: calc(100% + 4px);
        width: 200px;
        margin: 0;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: 8px;
        background: var(--wf-raised);
        box-shadow: var(--wf-shadow);
        pointer-events: none;
      }
      figure img {
        display: block;
        width: 100%;
        aspect-ratio: 16 / 9;
        object-fit: contain;
        background: #0b0e0d;
      }
      figcaption {
        padding: 0.2rem 0.5rem;
        font-size: 0.8125rem;
        text-align: center;
      }
    `,
  ];

  @property({ attribute: false }) lanes!: DayLanes;
  @property({ attribute: false }) shown: readonly LaneName[] = LANES;
  @property({ attribute: false }) gaps: readonly Gap[] = [];
  @property({ attribute: false }) view!: Span;
  @property({ attribute: false }) day!: Span;
  @property({ attribute: false }) positionMs: number | null = null;
  @property({ attribute: false }) selection: Selection | null = null;
  /** Changes with the theme. */
  @property({ attribute: false }) theme = 0;
  /** The address of a picture of an instant, null where there is none. */
  @property({ attribute: false }) picture: (atMs: number) => string | null | Promise<string | null> = () => null;
  /** Whether the wheel alone scrolls the page that this is a part of, and only with Ctrl zooms. */
  @property({ type: Boolean }) embedded = false;
  @state() private hover: Hover | null = null;
  @state() private widthPx = 0;
  @query(".surface") private readonly surface!: HTMLElement;
  @query("canvas") private readonly canvas!: HTMLCanvasElement;
  @query(".chosen") private readonly chosen!: HTMLElement;
  @query(".playhead") private readonly playhead!: HTMLElement;
  private gestures!: Gestures;
  private palette: Palette | null = null;
  private hovering: ReturnType<typeof setTimeout> | undefined;
  private readonly size = new ResizeObserver(([entry]) => {
    this.widthPx = Math.floor(entry?.contentRect.width ?? 0);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.size.observe(this);
  }

  override disconnectedCallback(): void {
    this.size.unobserve(this);
    clearTimeout(this.hovering);
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    return html`
      <div
        class="surface"
        role="slider"
        tabindex="0"
        aria-label=${t("timeline.label")}
        aria-valuemin=${this.day.startMs}
        aria-valuemax=${this.day.endMs}
        aria-valuenow=${this.positionMs ?? this.day.startMs}
        aria-valuetext=${this.positionMs === null ? t("timeline.nothing") : instant(this.positionMs)}
        @pointermove=${this.moved}
        @pointerleave=${this.left}
      >
        <canvas></canvas>
        <div class="chosen" hidden></div>
        <div class="playhead" hidden></div>
      </div>
      ${this.shown.map(
        (name, index) =>
          html`<span class="name" style="top: ${laneTop(index) + 2}px" aria-hidden="true"
            >${this.lanes[name] === null ? t("timeline.no_motion") : t(`timeline.lane.${name}`)}</span
          >`,
      )}
      ${this.hover === null ? nothing : this.renderHover(this.hover)}
    `;
  }

  protected override firstUpdated(): void {
    this.gestures = new Gestures({
      element: this.surface,
      takesWheel: ({ ctrlKey }) => ctrlKey || !this.embedded,
      view: () => this.view,
      day: () => this.day,
      show: (view) => this.dispatchEvent(new CustomEvent<Span>("view", { detail: view })),
      seek: (atMs) => this.dispatchEvent(new CustomEvent<number>("seek", { detail: atMs })),
    });
  }

  protected override updated(changes: PropertyValues): void {
    if (changes.has("shown")) this.style.height = `${heightPx(this.shown.length)}px`;
    if (changes.has("theme")) this.palette = null;
    if (this.widthPx === 0) return;
    if (![...changes.keys()].every((name) => ABOVE.has(name))) this.paint();
    this.placeSelection();
    this.placePlayhead();
  }

  private paint(): void {
    const { lanes, shown, gaps, view, day } = this;
    const scene = { lanes, shown, gaps, view, day, nowMs: Date.now(), label };
    paintLanes(this.context(), this.widthPx, scene, (this.palette ??= paletteOf(this)));
  }

  /** Shade what is chosen, and what is not a little, so that it is seen at any zoom. */
  private placeSelection(): void {
    const place = this.selection === null ? null : placeOf(this.selection, this.view, this.widthPx);
    this.chosen.hidden = place === null;
    if (place === null) return;
    const [left, right] = place;
    this.chosen.style.transform = `translateX(${left}px)`;
    this.chosen.style.width = `${right - left}px`;
  }

  private placePlayhead(): void {
    const { positionMs, view } = this;
    const isSeen = positionMs !== null && positionMs >= view.startMs && positionMs <= view.endMs;
    this.playhead.hidden = !isSeen;
    if (isSeen) this.playhead.style.transform = `translateX(${pxOf(positionMs, view, this.widthPx)}px)`;
  }

  private renderHover({ leftPx, atMs, picture }: Hover): TemplateResult {
    return html`<figure style="left: ${leftPx}px" aria-hidden="true">
      ${picture === null ? nothing : html`<img src=${picture} alt="" />`}
      <figcaption>${clock(atMs)}</figcaption>
    </figure>`;
  }

  private moved(event: PointerEvent): void {
    if (event.pointerType !== "mouse" || event.buttons !== 0) {
      this.left();
      return;
    }
    const atMs = this.gestures.instantAt(event.clientX);
    const { left } = this.getBoundingClientRect();
    const leftPx = Math.min(Math.max(0, event.clientX - left - 100), this.widthPx - 200);
    this.hover = { leftPx, atMs, picture: this.hover?.picture ?? null };
    clearTimeout(this.hovering);
    // A pointer that passes by asks for nothing.
    this.hovering = setTimeout(() => void this.show(leftPx, atMs), HOVER_MS);
  }

  private async show(leftPx: number, atMs: number): Promise<void> {
    const picture = await this.picture(atMs);
    if (this.hover?.atMs === atMs) this.hover = { leftPx, atMs, picture };
  }

  /** Return the context of the canvas, as large as the screen's own pixels and drawn to in CSS pixels. */
  private context(): CanvasRenderingContext2D {
    const { canvas } = this;
    const scale = devicePixelRatio;
    const [width, height] = [Math.round(this.widthPx * scale), Math.round(heightPx(this.shown.length) * scale)];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("this browser cannot draw");
    context.setTransform(scale, 0, 0, scale, 0, 0);
    return context;
  }

  private left(): void {
    clearTimeout(this.hovering);
    this.hover = null;
  }
}

function label(atMs: number, stepMs: number): string {
  return stepMs < MINUTE_MS ? clock(atMs) : hourMinute(atMs);
}

function paletteOf(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--wf-${name}`).trim();
  return {
    recorded: colour("lane-recording"),
    motion: colour("lane-motion"),
    speech: colour("lane-speech"),
    visits: colour("lane-faces"),
    text: colour("muted"),
    line: colour("line"),
    track: colour("page"),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-lanes": LaneCanvas;
  }
}
