import { css, html, LitElement, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { Gap } from "../../api/generated";
import { t } from "../../i18n";
import { clock, duration } from "../../i18n/format";
import { sharedElement } from "../../ui/element";
import { buttons, shared } from "../../ui/styles";
import { EMPTY, type DayLanes, type Lane } from "./lanes";

/** One thing that happened on a day. */
export interface Item {
  readonly atMs: number;
  readonly lengthMs: number;
  readonly text: string;
}

const MOST = 500;

/** Return all that the lanes show, in the order in which it happened. */
export function itemsOf(lanes: DayLanes, gaps: readonly Gap[], nowMs: number): Item[] {
  const items = [
    ...spansOf(lanes.recorded, t("timeline.lane.recorded")),
    ...spansOf(lanes.motion ?? EMPTY, t("timeline.lane.motion")),
    ...spansOf(lanes.speech, t("timeline.lane.speech")),
    ...spansOf(lanes.visits, t("timeline.lane.visits")),
    ...gaps.map(({ start_ms, end_ms, reason }) => ({
      atMs: start_ms,
      lengthMs: (end_ms ?? nowMs) - start_ms,
      text: t("timeline.gap", { reason: t(`gap.${reason}`) }),
    })),
  ];
  return items.sort((one, other) => one.atMs - other.atMs);
}

function spansOf({ starts, ends }: Lane, text: string): Item[] {
  return Array.from(starts, (atMs, index) => ({ atMs, lengthMs: (ends[index] ?? atMs) - atMs, text }));
}

/** A day as a list, for whoever cannot use the canvas. Fires `seek`. */
@sharedElement("wf-event-list")
export class EventList extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      ol {
        max-height: 22rem;
        margin: 0;
        overflow: auto;
        padding: 0;
        list-style: none;
      }
      li button {
        justify-content: flex-start;
        width: 100%;
        border-radius: 6px;
        text-align: start;
      }
      .time {
        font-variant-numeric: tabular-nums;
      }
      .length,
      p {
        color: var(--wf-muted);
      }
    `,
  ];

  @property({ attribute: false }) items: readonly Item[] = [];

  protected override render(): TemplateResult {
    if (this.items.length === 0) return html`<p>${t("timeline.empty_day")}</p>`;
    return html`
      <ol aria-label=${t("timeline.list")}>
        ${this.items.slice(-MOST).map(
          ({ atMs, lengthMs, text }) =>
            html`<li>
              <button class="plain" @click=${() => this.seek(atMs)}>
                <span class="time">${clock(atMs)}</span>${text}<span class="length">${duration(lengthMs)}</span>
              </button>
            </li>`,
        )}
      </ol>
      ${this.items.length > MOST ? html`<p>${t("timeline.list_cut", { count: MOST })}</p>` : ""}
    `;
  }

  private seek(atMs: number): void {
    this.dispatchEvent(new CustomEvent<number>("seek", { detail: atMs }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-event-list": EventList;
  }
}
