import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { t } from "../../i18n";
import { instant } from "../../i18n/format";
import { shared } from "../../ui/styles";
import { between, nudged, withEdge, type Selection, type Stride } from "../../words/selection";
import { snap, type Edge, type Speech } from "../../words/snap";
import { AXIS_PX } from "./paint";
import { lengthMs, type Span } from "./view";

/** An edge of a word draws a cut over so many pixels, but never over more time than that. */
const REACH_PX = 8;
const REACH_MS = 1500;
const EDGES = ["start", "end"] as const;

/** Lies over the lanes: a strip to draw a selection on, and its two ends to drag. Fires `choose` (a Selection). */
@customElement("wf-selection-strip")
export class SelectionStrip extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        position: absolute;
        inset: 0;
        overflow: hidden;
        pointer-events: none;
      }
      .strip {
        position: absolute;
        inset: 0 0 auto;
        height: ${AXIS_PX}px;
        border: 1px dashed var(--wf-accent);
        border-radius: 6px;
        background: color-mix(in srgb, var(--wf-accent) 10%, transparent);
        cursor: crosshair;
        pointer-events: auto;
        touch-action: none;
      }
      .handle {
        position: absolute;
        top: 0;
        bottom: 0;
        width: 24px;
        margin-left: -12px;
        cursor: ew-resize;
        pointer-events: auto;
        touch-action: none;
      }
      .handle::before {
        position: absolute;
        inset: 0 auto 0 11px;
        width: 2px;
        background: var(--wf-accent);
        content: "";
      }
      .handle::after {
        position: absolute;
        top: calc(50% - 14px);
        left: 7px;
        width: 10px;
        height: 28px;
        border-radius: 5px;
        background: var(--wf-accent);
        content: "";
      }
      .handle:focus-visible {
        outline-offset: -2px;
      }
    `,
  ];

  @property({ attribute: false }) view!: Span;
  @property({ attribute: false }) bounds!: Span;
  @property({ attribute: false }) selection: Selection | null = null;
  @property({ attribute: false }) speech!: Speech;
  @property({ type: Boolean }) selecting = false;
  @query(".strip") private readonly strip!: HTMLElement | null;
  private anchorMs: number | null = null;

  protected override render(): TemplateResult {
    return html`
      ${
        this.selecting
          ? html`<div
              class="strip"
              title=${t("select.strip")}
              @pointerdown=${this.began}
              @pointermove=${this.drawn}
              @pointerup=${this.ended}
              @pointercancel=${this.ended}
            ></div>`
          : nothing
      }
      ${this.selection === null ? nothing : EDGES.map((edge) => this.renderHandle(edge))}
    `;
  }

  private renderHandle(edge: Edge): TemplateResult | typeof nothing {
    const { selection, bounds } = this;
    if (selection === null) return nothing;
    const atMs = atOf(selection, edge);
    const share = (atMs - this.view.startMs) / lengthMs(this.view);
    if (share < 0 || share > 1) return nothing;
    return html`<div
      class="handle"
      style="left: ${share * 100}%"
      role="slider"
      tabindex="0"
      aria-label=${t(`select.${edge}`)}
      aria-valuemin=${bounds.startMs}
      aria-valuemax=${bounds.endMs}
      aria-valuenow=${atMs}
      aria-valuetext=${instant(atMs)}
      @pointerdown=${(event: PointerEvent) => this.grab(event)}
      @pointermove=${(event: PointerEvent) => this.drag(event, edge)}
      @keydown=${(event: KeyboardEvent) => this.nudge(event, edge)}
    ></div>`;
  }

  private began(event: PointerEvent): void {
    if (event.button !== 0 || this.strip === null) return;
    event.preventDefault();
    this.strip.setPointerCapture(event.pointerId);
    this.anchorMs = this.instantAt(event);
  }

  private drawn(event: PointerEvent): void {
    if (this.anchorMs === null) return;
    const [from, to] = [this.anchorMs, this.instantAt(event)].sort((one, other) => one - other) as [number, number];
    this.choose(between(this.snapped(event, "start", from), this.snapped(event, "end", to), this.bounds));
  }

  private ended(): void {
    this.anchorMs = null;
  }

  private grab(event: PointerEvent): void {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
  }

  private drag(event: PointerEvent, edge: Edge): void {
    if (this.selection === null || !(event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) return;
    const atMs = this.snapped(event, edge, this.instantAt(event));
    this.choose(withEdge(this.selection, edge, atMs, this.bounds));
  }

  private nudge(event: KeyboardEvent, edge: Edge): void {
    const direction = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (direction === 0 || this.selection === null || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const stride: Stride = event.altKey ? "free" : event.shiftKey ? "sentence" : "word";
    const atMs = nudged(this.speech, edge, atOf(this.selection, edge), direction, stride);
    this.choose(withEdge(this.selection, edge, atMs, this.bounds));
  }

  private choose(selection: Selection): void {
    this.dispatchEvent(new CustomEvent<Selection>("choose", { detail: selection }));
  }

  private snapped({ altKey }: PointerEvent, edge: Edge, atMs: number): number {
    if (altKey) return atMs;
    const msPerPx = lengthMs(this.view) / this.getBoundingClientRect().width;
    return snap(this.speech, edge, atMs, Math.min(REACH_MS, REACH_PX * msPerPx));
  }

  private instantAt({ clientX }: PointerEvent): number {
    const { left, width } = this.getBoundingClientRect();
    return this.view.startMs + ((clientX - left) / width) * lengthMs(this.view);
  }
}

function atOf({ startMs, endMs }: Selection, edge: Edge): number {
  return edge === "start" ? startMs : endMs;
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-selection-strip": SelectionStrip;
  }
}
