import { mdiChevronLeft, mdiChevronRight } from "@mdi/js";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Line } from "../../api/generated";
import { t } from "../../i18n";
import { clock } from "../../i18n/format";
import { icon } from "../../ui/icon";
import { fields, buttons, shared } from "../../ui/styles";
import { lengthMs, type Span } from "../timeline/view";
import { dragged, edgeAt, isOnStage, stageOf, stepped, wordsOf, type Unit } from "./clip-words";
import { trimStyles } from "./clip-trim-styles";
import { lengthOf, type Clip, type Edge } from "./edit-list";
import { clockField, parseClock } from "../../ui/clock-field";
import { length } from "./times";

/** Words draw an edge from so far. */
const REACH_PX = 8;
/** More words than that are not drawn: they would be a pixel wide. */
const MOST_DRAWN = 400;
const EDGES: readonly Edge[] = ["start", "end"];

/** An edge that is put elsewhere; `gesture` names the drag that it is part of. */
export interface Trim {
  readonly edge: Edge;
  readonly toMs: number;
  readonly gesture: string | null;
}

/** Where a clip begins and ends, over the words that are said. Fires `trim`, `settle` when a drag ends, and `seek`. */
@customElement("wf-clip-trim")
export class ClipTrim extends LitElement {
  static override styles = [shared, buttons, fields, trimStyles];

  @property({ attribute: false }) clip!: Clip;
  @property({ attribute: false }) lines: readonly Line[] | null = null;
  @property({ attribute: false }) positionMs: number | null = null;
  @property({ type: Boolean }) editable = false;
  @state() private stage!: Span;
  @query(".track") private readonly track!: HTMLElement;
  private drag: { edge: Edge; pointerId: number; gesture: string } | null = null;
  private drags = 0;

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!changes.has("clip") || this.drag !== null) return;
    const isOther = changes.get("clip")?.id !== this.clip.id;
    if (isOther || !isOnStage(this.stage, this.clip)) this.stage = stageOf(this.clip);
  }

  protected override render(): TemplateResult {
    const { clip } = this;
    return html`
      <div
        class="track"
        @pointerdown=${this.pressed}
        @pointermove=${this.moved}
        @pointerup=${this.released}
        @pointercancel=${this.released}
      >
        ${this.renderWords()}
        <span class="kept" style="left:${this.share(clip.start_ms)}%;right:${100 - this.share(clip.end_ms)}%"></span>
        ${
          this.positionMs === null
            ? nothing
            : html`<span class="playhead" style="left:${this.share(this.positionMs)}%"></span>`
        }
        ${EDGES.map((edge) => this.renderHandle(edge))}
      </div>
      <p class="ends" aria-hidden="true">
        <span>${clock(this.stage.startMs)}</span><span>${clock(this.stage.endMs)}</span>
      </p>
      <div class="edges">
        ${EDGES.map((edge) => this.renderEdge(edge))}
        <p class="length">${t("story.length", { length: length(lengthOf(clip), { tenths: true }) })}</p>
      </div>
    `;
  }

  private renderWords(): TemplateResult {
    const { startMs, endMs } = this.stage;
    const words = wordsOf(this.lines).words.filter((word) => word.endMs > startMs && word.startMs < endMs);
    if (words.length > MOST_DRAWN) {
      const lines = (this.lines ?? []).filter((line) => line.end_ms > startMs && line.start_ms < endMs);
      return html`<span class="words" aria-hidden="true">
        ${lines.map((line) => this.renderWord("", line.start_ms, line.end_ms))}
      </span>`;
    }
    return html`<span class="words" aria-hidden="true">
      ${words.map((word) => this.renderWord(word.text, word.startMs, word.endMs))}
    </span>`;
  }

  private renderWord(text: string, startMs: number, endMs: number): TemplateResult {
    const left = this.share(startMs);
    return html`<span style="left:${left}%;width:${this.share(endMs) - left}%">${text}</span>`;
  }

  private renderHandle(edge: Edge): TemplateResult {
    const atMs = this.edgeMs(edge);
    return html`<span
      class="handle ${edge}"
      style="left:${this.share(atMs)}%"
      role="slider"
      tabindex=${this.editable ? 0 : -1}
      aria-disabled=${!this.editable}
      aria-label=${t(`story.edge.${edge}`)}
      aria-valuemin=${Math.round(this.stage.startMs)}
      aria-valuemax=${Math.round(this.stage.endMs)}
      aria-valuenow=${atMs}
      aria-valuetext=${clockField(atMs)}
      data-edge=${edge}
      @keydown=${(event: KeyboardEvent) => this.steered(event, edge)}
    ></span>`;
  }

  private renderEdge(edge: Edge): TemplateResult {
    const label = t(`story.edge.${edge}`);
    const isOff = !this.editable;
    return html`<div class="edge" role="group" aria-label=${label}>
      <span class="name" aria-hidden="true">${label}</span>
      <button
        class="round"
        ?disabled=${isOff}
        aria-label=${t(`story.${edge}_back`)}
        title=${t(`story.${edge}_back`)}
        @click=${() => this.step(edge, -1, "word")}
      >
        ${icon(mdiChevronLeft)}
      </button>
      <input
        inputmode="text"
        autocomplete="off"
        aria-label=${t("story.edge_time", { edge: label })}
        ?disabled=${isOff}
        .value=${clockField(this.edgeMs(edge))}
        @change=${(event: Event) => this.typed(event.target as HTMLInputElement, edge)}
        @blur=${(event: Event) => ((event.target as HTMLInputElement).value = clockField(this.edgeMs(edge)))}
      />
      <button
        class="round"
        ?disabled=${isOff}
        aria-label=${t(`story.${edge}_on`)}
        title=${t(`story.${edge}_on`)}
        @click=${() => this.step(edge, 1, "word")}
      >
        ${icon(mdiChevronRight)}
      </button>
      <button
        class="here"
        ?disabled=${isOff || this.positionMs === null}
        @click=${(event: MouseEvent) => this.putHere(edge, event.altKey)}
      >
        ${t("story.here")}
      </button>
    </div>`;
  }

  /** Put an edge where the picture stands; unless it is free, around the word that is said there. */
  putHere(edge: Edge, isFree: boolean): void {
    if (this.positionMs !== null) this.tell(edge, edgeAt(wordsOf(this.lines), edge, this.positionMs, isFree), null);
  }

  private step(edge: Edge, direction: 1 | -1, unit: Unit): void {
    this.tell(edge, stepped(wordsOf(this.lines), this.clip, edge, direction, unit), null);
  }

  private steered(event: KeyboardEvent, edge: Edge): void {
    const direction = ({ ArrowLeft: -1, ArrowRight: 1 } as const)[event.key as "ArrowLeft" | "ArrowRight"] as
      1 | -1 | undefined;
    if (direction === undefined || !this.editable) return;
    event.preventDefault();
    this.step(edge, direction, event.altKey ? "free" : event.ctrlKey ? "sentence" : "word");
  }

  private typed(field: HTMLInputElement, edge: Edge): void {
    const atMs = parseClock(field.value, this.edgeMs(edge));
    if (atMs !== null) this.tell(edge, atMs, null);
  }

  private pressed(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    const [target] = event.composedPath();
    const edge = target instanceof HTMLElement ? (target.dataset["edge"] as Edge | undefined) : undefined;
    if (edge === undefined || !this.editable) {
      this.dispatchEvent(new CustomEvent<number>("seek", { detail: this.instant(event) }));
      return;
    }
    (target as HTMLElement).focus();
    this.track.setPointerCapture(event.pointerId);
    this.drag = { edge, pointerId: event.pointerId, gesture: `trim ${++this.drags}` };
  }

  private moved(event: PointerEvent): void {
    const { drag } = this;
    if (drag?.pointerId !== event.pointerId) return;
    const reachMs = (REACH_PX * lengthMs(this.stage)) / Math.max(1, this.track.clientWidth);
    const toMs = dragged(wordsOf(this.lines), drag.edge, this.instant(event), reachMs, event.altKey);
    this.tell(drag.edge, toMs, drag.gesture);
  }

  private released(event: PointerEvent): void {
    if (this.drag?.pointerId !== event.pointerId) return;
    this.drag = null;
    if (!isOnStage(this.stage, this.clip)) this.stage = stageOf(this.clip);
    this.dispatchEvent(new CustomEvent("settle"));
  }

  private tell(edge: Edge, toMs: number, gesture: string | null): void {
    this.dispatchEvent(new CustomEvent<Trim>("trim", { detail: { edge, toMs, gesture } }));
  }

  private edgeMs(edge: Edge): number {
    return edge === "start" ? this.clip.start_ms : this.clip.end_ms;
  }

  private share(atMs: number): number {
    const share = (atMs - this.stage.startMs) / lengthMs(this.stage);
    return Math.round(Math.min(Math.max(0, share), 1) * 1e5) / 1e3;
  }

  private instant({ clientX }: PointerEvent): number {
    const { left, width } = this.track.getBoundingClientRect();
    return Math.round(this.stage.startMs + ((clientX - left) / Math.max(1, width)) * lengthMs(this.stage));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-clip-trim": ClipTrim;
  }
}
