import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Line } from "../../api/generated";
import { t } from "../../i18n";
import { shared } from "../../ui/styles";
import type { Spoken } from "../../words/snap";
import { around, lineAt } from "../timeline/transcript";
import { nearerEdge, stageOf, wordsOf } from "./clip-words";
import type { Clip } from "./edit-list";
import type { Trim } from "./clip-trim";

/** More lines than that around the picture are not shown. */
const MOST_LINES = 60;

/** What is said in a clip and around it. Fires `seek` for a word and, with Shift, `trim`: the nearer edge goes there. */
@customElement("wf-clip-words")
export class ClipTranscript extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        display: block;
        max-height: 11rem;
        overflow-y: auto;
        overscroll-behavior: contain;
      }
      p {
        margin: 0 0 0.35rem;
        line-height: 1.7;
        overflow-wrap: anywhere;
      }
      .empty {
        color: var(--wf-muted);
      }
      button {
        display: inline;
        padding: 0.05rem 0.1rem;
        border: 0;
        border-radius: 3px;
        background: none;
        color: var(--wf-muted);
        font: inherit;
        cursor: pointer;
      }
      button:hover {
        text-decoration: underline;
      }
      button.kept {
        background: color-mix(in srgb, var(--wf-accent) 18%, transparent);
        color: var(--wf-text);
      }
      button.said {
        background: color-mix(in srgb, var(--wf-lane-speech) 35%, transparent);
        color: var(--wf-text);
      }
    `,
  ];

  @property({ attribute: false }) clip!: Clip;
  @property({ attribute: false }) lines: readonly Line[] | null = null;
  @property({ attribute: false }) positionMs: number | null = null;
  @property({ type: Boolean }) editable = false;

  protected override updated(changes: PropertyValues<this>): void {
    const isOther = changes.has("clip") && changes.get("clip")?.id !== this.clip.id;
    if (!isOther && !changes.has("lines")) return;
    const first = this.renderRoot.querySelector<HTMLElement>(".kept");
    if (first !== null) this.scrollTop = first.offsetTop - this.offsetTop - 8;
  }

  protected override render(): TemplateResult {
    const { lines, clip } = this;
    if (lines === null) return html`<p class="empty" role="status">${t("loading")}</p>`;
    const stage = stageOf(clip);
    const near = lines.filter((line) => line.end_ms > stage.startMs && line.start_ms < stage.endMs);
    if (near.length === 0) return html`<p class="empty">${t("story.silent")}</p>`;
    const [from, to] = around(near, lineAt(near, this.positionMs ?? clip.start_ms), MOST_LINES);
    const shown = near.slice(from, to);
    const { words } = wordsOf(lines);
    return html`${repeat(
      shown,
      ({ id }) => id,
      ({ id, language }) =>
        html`<p dir="auto" lang=${language ?? nothing}>
          ${words.filter(({ lineId }) => lineId === id).map((word) => this.renderWord(word))}
        </p>`,
    )}`;
  }

  private renderWord(word: Spoken): TemplateResult {
    const { clip, positionMs } = this;
    const isKept = word.startMs < clip.end_ms && word.endMs > clip.start_ms;
    const isSaid = positionMs !== null && word.startMs <= positionMs && positionMs < word.endMs;
    return html`<button
        class="${isKept ? "kept" : ""} ${isSaid ? "said" : ""}"
        aria-current=${isSaid ? "true" : nothing}
        @click=${(event: MouseEvent) => this.clicked(event, word)}
      >
        ${word.text}</button
      >${" "}`;
  }

  private clicked({ shiftKey }: MouseEvent, word: Spoken): void {
    if (shiftKey && this.editable) {
      const detail: Trim = { ...nearerEdge(this.clip, word), gesture: null };
      this.dispatchEvent(new CustomEvent<Trim>("trim", { detail }));
      return;
    }
    this.dispatchEvent(new CustomEvent<number>("seek", { detail: word.startMs }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-clip-words": ClipTranscript;
  }
}
