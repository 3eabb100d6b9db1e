import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Line } from "../../api/generated";
import { mark, ofWords, readSelection, type Selection } from "../../words/selection";
import { snap, speechOf, type Edge, type Speech } from "../../words/snap";
import type { Span } from "./view";
import type { WordPair } from "./word-picking";

/** How near a word has to be for a key to mean its edge. */
const REACH_MS = 700;
/** Browsers do not let the address change with every pixel. */
const SETTLED_MS = 250;

const NO_LINES: readonly Line[] = [];

/** What is chosen of a day, and what was said on it. `settled` hears when a choice has been made, not each step of it. */
export class Selecting implements ReactiveController {
  selection: Selection | null = null;
  /** Whether somebody is about to choose: there is a strip for it, and words are picked by clicks. */
  isOn = false;
  speech: Speech = speechOf([]);
  private lines: readonly Line[] = NO_LINES;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly settled: () => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }

  hear(lines: readonly Line[] | null): void {
    const heard = lines ?? NO_LINES;
    if (heard === this.lines) return;
    this.lines = heard;
    this.speech = speechOf(heard);
  }

  /** Take over what an address says. */
  read(query: URLSearchParams, bounds: Span): void {
    this.selection = readSelection(query, bounds);
    this.isOn ||= this.selection !== null;
    this.host.requestUpdate();
  }

  readonly choose = (selection: Selection | null): void => {
    this.selection = selection;
    this.isOn ||= selection !== null;
    this.host.requestUpdate();
    clearTimeout(this.timer);
    this.timer = setTimeout(this.settled, SETTLED_MS);
  };

  chooseWords([anchor, head]: WordPair, bounds: Span): void {
    this.choose(ofWords(anchor, head, bounds));
  }

  /** Begin or end at an instant, or at the edge of a word that is near. */
  mark(edge: Edge, atMs: number, isFree: boolean, bounds: Span): void {
    const cutMs = isFree ? atMs : snap(this.speech, edge, atMs, REACH_MS);
    this.choose(mark(this.selection, edge, cutMs, bounds));
  }

  toggle(): void {
    if (this.isOn) this.clear();
    else {
      this.isOn = true;
      this.host.requestUpdate();
    }
  }

  clear(): void {
    this.isOn = false;
    this.choose(null);
    this.isOn = false;
  }
}
