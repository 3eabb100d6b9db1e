import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Line, Person, Word } from "../../api/generated";
import { t } from "../../i18n";
import { clock } from "../../i18n/format";
import { sharedElement } from "../../ui/element";
import { buttons, shared } from "../../ui/styles";
import { around, isKeyword, lineAt, split } from "./transcript";

const MOST_LINES = 200;

/** What was said, following playback. Fires `seek` (an instant) for a line and for each of its words. */
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
      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding: 0.5rem 0.5rem 0.5rem 1rem;
        border-bottom: 1px solid var(--wf-line);
      }
      header button {
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
        border-left: 3px solid transparent;
      }
      li.current {
        border-left-color: var(--wf-lane-speech);
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
      }
      button.word:hover {
        text-decoration: underline;
      }
      button.said {
        background: color-mix(in srgb, var(--wf-lane-speech) 30%, transparent);
      }
      mark,
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
  /** Words that are to be seen at a glance. */
  @property({ attribute: false }) keywords: readonly string[] = [];
  @state() private isFollowing = true;

  protected override render(): TemplateResult {
    return html`
      <header>
        <h2>${t("timeline.transcript")}</h2>
        <button aria-pressed=${this.isFollowing} @click=${() => (this.isFollowing = !this.isFollowing)}>
          ${t("timeline.follow")}
        </button>
      </header>
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
    const [from, to] = around(lines, current, MOST_LINES);
    return html`<ol>
      ${repeat(
        lines.slice(from, to),
        ({ id }) => id,
        (line, index) => this.renderLine(line, from + index === current),
      )}
    </ol>`;
  }

  private renderLine(line: Line, isCurrent: boolean): TemplateResult {
    const speaker = this.speakers.find(({ id }) => id === line.speaker)?.name;
    return html`<li class=${isCurrent ? "current" : ""} aria-current=${isCurrent ? "true" : nothing}>
      <button class="time" @click=${() => this.seek(line.start_ms)}>${clock(line.start_ms)}</button>
      <p dir="auto">
        ${speaker === undefined ? nothing : html`<span class="speaker"><bdi>${speaker}</bdi>: </span>`}
        ${isCurrent && line.words.length > 0 ? line.words.map((word) => this.renderWord(word)) : marked(line.text, this.keywords)}
      </p>
    </li>`;
  }

  private renderWord(word: Word): TemplateResult {
    const at = this.positionMs ?? 0;
    const isSaid = word.start_ms <= at && at < word.end_ms;
    const isMarked = isKeyword(word.text, this.keywords);
    return html`<button
        class="word ${isSaid ? "said" : ""} ${isMarked ? "marked" : ""}"
        @click=${() => this.seek(word.start_ms)}
      >
        ${word.text.trim()}</button
      >${" "}`;
  }

  private seek(atMs: number): void {
    this.dispatchEvent(new CustomEvent<number>("seek", { detail: atMs }));
  }
}

function marked(text: string, keywords: readonly string[]): (string | TemplateResult)[] {
  return split(text, keywords).map((part, index) => (index % 2 === 0 ? part : html`<mark>${part}</mark>`));
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-transcript": TranscriptPane;
  }
}
