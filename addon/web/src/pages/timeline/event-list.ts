import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Visit } from "../../api/generated";
import { t } from "../../i18n";
import { clock, duration } from "../../i18n/format";
import { sharedElement } from "../../ui/element";
import { buttons, shared } from "../../ui/styles";
import type { DayData } from "./day-data";
import { EMPTY, type Lane } from "./lanes";

/** One thing that happened on a day. */
export interface Item {
  readonly atMs: number;
  readonly lengthMs: number;
  readonly text: string;
}

/** So much is listed at a time. */
const PAGE = 200;

/** Return all that the lanes show, in the order in which it happened; with the names of who came, once they are known. */
export function itemsOf({ lanes, gaps }: DayData, visits: readonly Visit[] | null, nowMs: number): Item[] {
  const items = [
    ...spansOf(lanes.recorded, t("timeline.lane.recorded")),
    ...spansOf(lanes.motion ?? EMPTY, t("timeline.lane.motion")),
    ...spansOf(lanes.speech, t("timeline.lane.speech")),
    ...(visits === null
      ? spansOf(lanes.visits, t("timeline.lane.visits"))
      : visits.map(({ start_ms, end_ms, name, verdict }) => ({
          atMs: start_ms,
          lengthMs: (end_ms ?? nowMs) - start_ms,
          text: name ?? t(`timeline.visit.${verdict === "unsure" ? "unsure" : "unknown"}`),
        }))),
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
      footer {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.5rem;
        padding-top: 0.5rem;
      }
      .length,
      p {
        color: var(--wf-muted);
      }
    `,
  ];

  @property({ attribute: false }) data!: DayData;
  @property({ attribute: false }) visits: readonly Visit[] | null = null;
  @property({ attribute: false }) positionMs: number | null = null;
  @state() private page: number | null = null;
  private items: readonly Item[] = [];

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("data") || changes.has("visits")) this.items = itemsOf(this.data, this.visits, Date.now());
  }

  protected override render(): TemplateResult {
    if (this.items.length === 0) return html`<p>${t("timeline.empty_day")}</p>`;
    const last = Math.floor((this.items.length - 1) / PAGE);
    const page = Math.min(this.page ?? pageAt(this.items, this.positionMs), last);
    return html`
      <ol aria-label=${t("timeline.list")}>
        ${this.items.slice(page * PAGE, (page + 1) * PAGE).map(
          ({ atMs, lengthMs, text }) =>
            html`<li>
              <button class="plain" @click=${() => this.seek(atMs)}>
                <span class="time">${clock(atMs)}</span><bdi>${text}</bdi
                ><span class="length">${duration(lengthMs)}</span>
              </button>
            </li>`,
        )}
      </ol>
      ${last === 0 ? nothing : this.renderPages(page, last)}
    `;
  }

  private renderPages(page: number, last: number): TemplateResult {
    const { items } = this;
    const first = page * PAGE;
    const end = Math.min(items.length, first + PAGE);
    return html`<footer>
      <button ?disabled=${page === 0} @click=${() => (this.page = page - 1)}>${t("timeline.list_earlier")}</button>
      <p role="status">${t("timeline.list_part", { from: first + 1, to: end, count: items.length })}</p>
      <button ?disabled=${page === last} @click=${() => (this.page = page + 1)}>${t("timeline.list_later")}</button>
    </footer>`;
  }

  private seek(atMs: number): void {
    this.page = null;
    this.dispatchEvent(new CustomEvent<number>("seek", { detail: atMs }));
  }
}

/** Return the part of the list with what began last at an instant. */
function pageAt(items: readonly Item[], atMs: number | null): number {
  const next = atMs === null ? 0 : items.findIndex((item) => item.atMs > atMs);
  return Math.floor(Math.max(0, (next < 0 ? items.length : next) - 1) / PAGE);
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-event-list": EventList;
  }
}
