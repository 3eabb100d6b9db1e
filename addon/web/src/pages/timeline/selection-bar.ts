import {
  mdiChevronLeft,
  mdiChevronRight,
  mdiClose,
  mdiContentCut,
  mdiLinkVariant,
  mdiLock,
  mdiLockOpenVariant,
  mdiMovieOpenPlusOutline,
  mdiPlayCircleOutline,
} from "@mdi/js";
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { t } from "../../i18n";
import { duration } from "../../i18n/format";
import { clockField, parseClock } from "../../ui/clock-field";
import { icon } from "../../ui/icon";
import { buttons, fields, shared } from "../../ui/styles";
import { nudged, withEdge, type Selection } from "../../words/selection";
import { wordsBetween, type Edge, type Speech } from "../../words/snap";
import { selectionStyles } from "./selection-styles";
import type { Span } from "./view";

export type ClipAction = "play" | "export" | "story" | "protect" | "unprotect" | "link" | "clear";

/** What is chosen, with fields and buttons for its ends, and what to do with it. Fires `choose` and `action`. */
@customElement("wf-selection-bar")
export class SelectionBar extends LitElement {
  static override styles = [shared, buttons, fields, selectionStyles];

  @property({ attribute: false }) selection!: Selection;
  @property({ attribute: false }) bounds!: Span;
  @property({ attribute: false }) speech!: Speech;
  /** Which actions somebody may take. */
  @property({ attribute: false }) allowed: ReadonlySet<ClipAction> = new Set();

  protected override render(): TemplateResult {
    const { startMs, endMs } = this.selection;
    const words = wordsBetween(this.speech, startMs, endMs);
    const length = (endMs - startMs) / 1000;
    return html`<section aria-label=${t("select.heading")}>
      <div class="ends">
        ${this.renderEdge("start", startMs)} ${this.renderEdge("end", endMs)}
        <span class="length" role="status"
          >${length < 60 ? t("select.seconds", { seconds: Math.round(length * 10) / 10 }) : duration(endMs - startMs)}</span
        >
        <button
          class="plain round close"
          aria-label=${t("select.clear")}
          title=${t("select.clear")}
          @click=${() => this.act("clear")}
        >
          ${icon(mdiClose)}
        </button>
      </div>
      ${words.length === 0 ? nothing : html`<p class="words" dir="auto">“${words.map(({ text }) => text).join(" ")}”</p>`}
      <div class="actions">
        ${this.renderAction("play", mdiPlayCircleOutline)} ${this.renderAction("export", mdiContentCut)}
        ${this.renderAction("story", mdiMovieOpenPlusOutline)} ${this.renderAction("protect", mdiLock)}
        ${this.renderAction("unprotect", mdiLockOpenVariant)} ${this.renderAction("link", mdiLinkVariant)}
      </div>
    </section>`;
  }

  private renderEdge(edge: Edge, atMs: number): TemplateResult {
    const name = t(`select.${edge}`);
    return html`<div class="edge" role="group" aria-label=${name}>
      ${this.renderNudge(edge, atMs, -1)}
      <label>
        <span>${name}</span>
        <input
          autocomplete="off"
          spellcheck="false"
          .value=${live(clockField(atMs))}
          @change=${(event: Event) => this.typed(event, edge, atMs)}
        />
      </label>
      ${this.renderNudge(edge, atMs, 1)}
    </div>`;
  }

  private renderNudge(edge: Edge, atMs: number, direction: 1 | -1): TemplateResult {
    const label = t(direction < 0 ? "select.earlier" : "select.later");
    const nudge = ({ altKey, shiftKey }: MouseEvent): void => {
      const stride = altKey ? "free" : shiftKey ? "sentence" : "word";
      this.move(edge, nudged(this.speech, edge, atMs, direction, stride));
    };
    return html`<button class="plain round" aria-label=${label} title=${label} @click=${nudge}>
      ${icon(direction < 0 ? mdiChevronLeft : mdiChevronRight)}
    </button>`;
  }

  private renderAction(action: ClipAction, path: string): TemplateResult | typeof nothing {
    if (!this.allowed.has(action)) return nothing;
    return html`<button class=${action === "export" ? "primary" : ""} @click=${() => this.act(action)}>
      ${icon(path)}${t(`select.${action}`)}
    </button>`;
  }

  private typed(event: Event, edge: Edge, atMs: number): void {
    const field = event.target as HTMLInputElement;
    const found = parseClock(field.value, atMs);
    if (found === null) field.value = clockField(atMs);
    else this.move(edge, found);
  }

  private move(edge: Edge, atMs: number): void {
    const detail = withEdge(this.selection, edge, atMs, this.bounds);
    this.dispatchEvent(new CustomEvent<Selection>("choose", { detail }));
    this.requestUpdate(); // what was typed may not have been possible
  }

  private act(action: ClipAction): void {
    this.dispatchEvent(new CustomEvent<ClipAction>("action", { detail: action }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-selection-bar": SelectionBar;
  }
}
