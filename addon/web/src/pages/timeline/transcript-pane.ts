import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import type { Line, Person } from "../../api/generated";
import { t } from "../../i18n";
import { clock } from "../../i18n/format";
import { sharedElement } from "../../ui/element";
import { buttons, shared } from "../../ui/styles";
import type { Selection } from "../../words/selection";
import { speechOf, type Speech } from "../../words/snap";
import { around, lineAt, whichAreKeywords } from "./transcript";
import { WordPicking, type WordPair } from "./word-picking";

const MOST_LINES = 200;
/** So near an end of what is rendered, more is. */
const EDGE_PX = 200;

/**
 * What was said, following playback. Fires `seek` (an instant) for a line and for each of its words, and `words` (two
 * of them) when all between two words are chosen: by dragging, with Shift, or by two clicks while `selecting`.
 */
@sharedElement("wf-transcript")
export class TranscriptPane extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: flex;
        flex-direction: column;
        min-height: 0;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding-block: 0.5rem;
        padding-inline: 1rem 0.5rem;
        border-bottom: 1px solid var(--wf-line);
      }
      .head button {
        min-height: 2rem;
        font-size: 0.875rem;
      }
      ol {
        flex: 1;
        margin: 0;
        overflow-y: auto;
        padding: 0.25rem 0;
        list-style: none;
        overscroll-behavior: contain;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.1rem 0.6rem;
        padding: 0.35rem 1rem;
        border-inline-start: 3px solid transparent;
      }
      li.current {
        border-inline-start-color: var(--wf-lane-speech);
        background: color-mix(in srgb, var(--wf-lane-speech) 10%, transparent);
      }
      button.time {
        min-height: 1.5rem;
        padding: 0 0.25rem;
        border: 0;
        background: none;
        color: var(--wf-muted);
        font-variant-numeric: tabular-nums;
        font-size: 0.875rem;
      }
      .speaker {
        font-weight: 600;
      }
      .speaker a {
        color: inherit;
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      button.word {
        display: inline;
        min-height: 0;
        padding: 0;
        border: 0;
        border-radius: 3px;
        background: none;
        font-weight: inherit;
        text-align: start;
        touch-action: auto;
        transition: none;
      }
      button.word:hover {
        text-decoration: underline;
      }
      button.chosen {
        background: color-mix(in srgb, var(--wf-accent) 28%, transparent);
      }
      button.said {
        background: color-mix(in srgb, var(--wf-lane-speech) 30%, transparent);
      }
      button.marked {
        border-radius: 3px;
        background: color-mix(in srgb, var(--wf-warn) 30%, transparent);
        color: inherit;
      }
      .empty {
        padding: 1rem;
        color: var(--wf-muted);
      }
    `,
  ];

  @property({ attribute: false }) lines: readonly Line[] | null = null;
  @property({ attribute: false }) positionMs: number | null = null;
  @property({ attribute: false }) speakers: readonly Pick<Person, "id" | "name">[] = [];
  /** The numbers of voices without a name, by their ids. */
  @property({ attribute: false }) voices: ReadonlyMap<number, number> = new Map();
  /** Words that are to be seen at a glance. */
  @property({ attribute: false }) keywords: readonly string[] = [];
  /** What the lines are made of, where that is known already. */
  @property({ attribute: false }) speech: Speech | null = null;
  @property({ attribute: false }) selection: Selection | null = null;
  @property({ type: Boolean }) selecting = false;
  @state() private isFollowing = true;
  /** Around which line the lines are rendered, once somebody has scrolled to where they ended; else the current one. */
  @state() private middle: number | null = null;
  private rendered: readonly [from: number, to: number] = [0, 0];
  /** The word that Tab leads to, by its index in what was spoken. */
  @state() private reached = 0;
  private spoken = speechOf([]);
  private byLine = new Map<number, readonly number[]>();

  constructor() {
    super();
    new WordPicking(this, {
      isPicking: () => this.selecting,
      words: () => this.spoken.words,
      buttonOf: (index) => this.renderRoot.querySelector(`[data-word="${index}"]`),
      reach: (index) => (this.reached = index),
      seek: (atMs) => this.seek(atMs),
      choose: (pair) => this.dispatchEvent(new CustomEvent<WordPair>("words", { detail: pair })),
    });
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (this.isFollowing && changes.has("positionMs")) this.middle = null;
    if (!changes.has("speech") && !changes.has("lines")) return;
    this.spoken = this.speech ?? speechOf(this.lines ?? []);
    this.byLine = indicesByLine(this.spoken);
  }

  protected override render(): TemplateResult {
    return html`
      <div class="head">
        <h2>${t("timeline.transcript")}</h2>
        <button aria-pressed=${this.isFollowing} @click=${this.follow}>${t("timeline.follow")}</button>
      </div>
      ${this.renderLines()}
    `;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (!this.isFollowing || !(changes.has("positionMs") || changes.has("lines"))) return;
    const current = this.renderRoot.querySelector<HTMLElement>(".current");
    const list = this.renderRoot.querySelector("ol");
    // Scrolls the list alone, never the page.
    if (current !== null && list !== null) list.scrollTop = current.offsetTop - list.offsetTop - list.clientHeight / 3;
  }

  private renderLines(): TemplateResult {
    const { lines } = this;
    if (lines === null) return html`<p class="empty" role="status">${t("loading")}</p>`;
    if (lines.length === 0) return html`<p class="empty">${t("timeline.silent")}</p>`;
    const current = this.positionMs === null ? -1 : lineAt(lines, this.positionMs);
    const [from, to] = (this.rendered = around(lines, this.middle ?? current, MOST_LINES));
    const shown = lines.slice(from, to);
    const indices = shown.map(({ id }) => this.byLine.get(id) ?? []);
    const isReachable = indices.some((words) => words.includes(this.reached));
    const reached = isReachable ? this.reached : ((indices[Math.max(0, current - from)] ?? [])[0] ?? -1);
    return html`<ol @scroll=${this.scrolled}>
      ${repeat(
        shown,
        ({ id }) => id,
        (line, index) => this.renderLine(line, from + index === current, reached),
      )}
    </ol>`;
  }

  private readonly follow = (): void => {
    this.isFollowing = !this.isFollowing;
    if (this.isFollowing) this.middle = null;
  };

  /** Render on where somebody scrolls, and keep what they see where it is. */
  private async scrolled(event: Event): Promise<void> {
    const list = event.currentTarget as HTMLElement;
    const [from, to] = this.rendered;
    const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < EDGE_PX;
    const isMore = isAtEnd ? to < (this.lines?.length ?? 0) : list.scrollTop < EDGE_PX && from > 0;
    const seen = [...list.children].find((item) => item.getBoundingClientRect().bottom > topOf(list));
    if (!isMore || seen === undefined) return;
    const before = topOf(seen);
    this.middle = isAtEnd ? to : from;
    await this.updateComplete;
    list.scrollTop += topOf(seen) - before;
  }

  private renderLine(line: Line, isCurrent: boolean, reached: number): TemplateResult {
    return html`<li class=${isCurrent ? "current" : ""} aria-current=${isCurrent ? "true" : nothing}>
      <button class="time" @click=${() => this.seek(line.start_ms)}>${clock(line.start_ms)}</button>
      <p dir="auto">${this.renderSpeaker(line)} ${this.renderWords(line, isCurrent, reached)}</p>
    </li>`;
  }

  /** Who speaks: somebody known, or a voice by its number, which leads to where it can be given a name. */
  private renderSpeaker({ speaker, speaker_id }: Line): TemplateResult | typeof nothing {
    const name = this.speakers.find(({ id }) => id === speaker)?.name;
    if (name !== undefined) return html`<span class="speaker"><bdi>${name}</bdi>: </span>`;
    const number = speaker === null ? this.voices.get(speaker_id ?? -1) : undefined;
    if (number === undefined) return nothing;
    const title = t("timeline.voice_title", { number: String(number) });
    return html`<span class="speaker">
      <a href="speakers?voice=${speaker_id}" title=${title}>${t("timeline.voice", { number: String(number) })}</a>:
    </span>`;
  }

  /** Words are rendered again only when something about them changed: a day has thousands. */
  private renderWords(line: Line, isCurrent: boolean, reached: number): unknown {
    const indices = this.byLine.get(line.id) ?? [];
    const words = indices.map((index) => this.spoken.words[index]).filter((word) => word !== undefined);
    const atMs = isCurrent ? (this.positionMs ?? 0) : -1;
    const said = words.findIndex(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
    const { startMs, endMs } = this.selection ?? { startMs: 0, endMs: -1 };
    const isTouched = line.start_ms < endMs && line.end_ms > startMs;
    const tab = indices.indexOf(reached);
    const chosen = isTouched ? [startMs, endMs] : [0, -1];
    return guard([this.spoken, this.keywords, line, said, tab, ...chosen], () => {
      const marked = whichAreKeywords(words, this.keywords);
      return words.map((word, place) => {
        const middle = (word.startMs + word.endMs) / 2;
        const isChosen = startMs <= middle && middle < endMs;
        const classes = { word: true, said: place === said, chosen: isChosen, marked: marked[place] ?? false };
        return html`<button
            class=${classMap(classes)}
            data-word=${indices[place] ?? nothing}
            tabindex=${place === tab ? 0 : -1}
            aria-pressed=${isChosen ? "true" : nothing}
          >
            ${word.text}</button
          >${" "}`;
      });
    });
  }

  private seek(atMs: number): void {
    this.dispatchEvent(new CustomEvent<number>("seek", { detail: atMs }));
  }
}

function topOf(element: Element): number {
  return element.getBoundingClientRect().top;
}

/** Return where in the speech each line's words are, which others may interrupt. */
function indicesByLine({ words }: Speech): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const [index, { lineId }] of words.entries()) {
    const indices = found.get(lineId);
    if (indices === undefined) found.set(lineId, [index]);
    else indices.push(index);
  }
  return found;
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-transcript": TranscriptPane;
  }
}
