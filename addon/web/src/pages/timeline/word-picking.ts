import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Spoken } from "../../words/snap";

/** The words that a choice begins and ends with, in whichever order they were pointed at. */
export type WordPair = readonly [anchor: Spoken, head: Spoken];

/** What words are picked from. */
export interface WordField {
  isPicking(): boolean;
  words(): readonly Spoken[];
  buttonOf(index: number): HTMLElement | null;
  /** Let Tab lead to this word from now on. */
  reach(index: number): void;
  seek(atMs: number): void;
  choose(pair: WordPair): void;
}

type Host = ReactiveControllerHost & HTMLElement & { readonly updateComplete: Promise<boolean> };

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/**
 * Turns pointers and keys on words into seeking and choosing. Words are elements with `data-word`, their index.
 *
 * A click seeks; a drag, a click with Shift, and two clicks while picking choose. Arrows go from word to word, with
 * Shift choosing on the way.
 */
export class WordPicking implements ReactiveController {
  private anchor: number | null = null;
  /** The first of two words, while picking. */
  private picked: number | null = null;
  private dragged: { from: number; to: number } | null = null;

  private hasDragged = false;

  constructor(
    host: Host,
    private readonly field: WordField,
  ) {
    host.addController(this);
    host.addEventListener("pointerdown", this.pressed);
    host.addEventListener("pointermove", this.passed);
    host.addEventListener("click", this.clicked);
    host.addEventListener("keydown", this.typed);
  }

  hostConnected(): void {
    addEventListener("pointerup", this.released);
    addEventListener("pointercancel", this.released);
  }

  hostDisconnected(): void {
    removeEventListener("pointerup", this.released);
    removeEventListener("pointercancel", this.released);
    this.dragged = null;
  }

  private readonly pressed = (event: PointerEvent): void => {
    const index = wordIn(event);
    // A finger scrolls.
    if (index === null || event.button !== 0 || event.shiftKey || event.pointerType === "touch") return;
    this.dragged = { from: index, to: index };
  };

  private readonly passed = (event: PointerEvent): void => {
    if (this.dragged === null || (event.buttons & 1) === 0) return;
    const index = wordIn(event);
    if (index === null || index === this.dragged.to) return;
    this.dragged.to = index;
    this.choose(this.dragged.from, index);
  };

  private readonly released = (): void => {
    this.hasDragged = this.dragged !== null && this.dragged.to !== this.dragged.from;
    this.dragged = null;
    // The click that comes of it comes first.
    setTimeout(() => (this.hasDragged = false));
  };

  private readonly clicked = (event: MouseEvent): void => {
    const index = wordIn(event);
    if (index === null || this.hasDragged) return;
    this.field.reach(index);
    if (event.shiftKey) this.choose(this.anchor ?? index, index);
    else if (this.field.isPicking()) this.pick(index);
    else this.seek(index);
  };

  private pick(index: number): void {
    this.choose(this.picked ?? index, index);
    this.picked = this.picked === null ? index : null;
  }

  private readonly typed = (event: KeyboardEvent): void => {
    const index = wordIn(event);
    const step = STEPS[event.key];
    if (index === null || step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = index + step;
    const button = this.field.buttonOf(next);
    if (button === null) return;
    if (event.shiftKey) this.choose(this.anchor ?? index, next);
    else this.anchor = null;
    this.field.reach(next);
    button.focus();
  };

  private seek(index: number): void {
    const word = this.field.words()[index];
    this.anchor = index;
    this.picked = null;
    if (word !== undefined) this.field.seek(word.startMs);
  }

  private choose(from: number, to: number): void {
    const [anchor, head] = [this.field.words()[from], this.field.words()[to]];
    this.anchor = from;
    if (anchor !== undefined && head !== undefined) this.field.choose([anchor, head]);
  }
}

function wordIn(event: Event): number | null {
  const [target] = event.composedPath();
  const index = target instanceof HTMLElement ? target.dataset["word"] : undefined;
  return index === undefined ? null : Number(index);
}
