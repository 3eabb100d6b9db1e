import { mdiCalendar, mdiChevronLeft, mdiChevronRight } from "@mdi/js";
import { css, html, LitElement, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { language, t } from "../../i18n";
import { day as dayText } from "../../i18n/format";
import { icon } from "../../ui/icon";
import { buttons, shared } from "../../ui/styles";
import { addDays, boundsOf, dayOf, weeksOf, type Day } from "./days";

interface WithWeekInfo {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
}

/** Chooses a day; those with footage are marked. Fires `day`. */
@customElement("wf-day-picker")
export class DayPicker extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: inline-flex;
        align-items: center;
      }
      .calendar {
        position: fixed;
        inset: 0;
        margin: auto;
        width: min(21rem, calc(100vw - 1.5rem));
        height: fit-content;
        padding: 0.75rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        color: var(--wf-text);
        box-shadow: var(--wf-shadow);
      }
      .calendar::backdrop {
        background: rgb(0 0 0 / 30%);
      }
      .month {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th {
        color: var(--wf-muted);
        font-size: 0.8125rem;
        font-weight: 500;
      }
      td {
        text-align: center;
      }
      td button {
        width: 2.5rem;
        padding: 0;
        border-color: transparent;
        background: none;
      }
      td button.footage {
        background: color-mix(in srgb, var(--wf-lane-recording) 22%, transparent);
        font-weight: 700;
      }
      td button[aria-pressed="true"] {
        border-color: var(--wf-accent);
      }
    `,
  ];

  @property({ attribute: false }) day!: Day;
  @property({ attribute: false }) footage: ReadonlySet<Day> = new Set();
  @state() private month: Day | null = null;
  @query(".calendar") private readonly calendar!: HTMLElement;

  protected override render(): TemplateResult {
    const isToday = this.day >= dayOf(Date.now());
    return html`
      <button
        class="plain round"
        aria-label=${t("timeline.day_before")}
        @click=${() => this.choose(addDays(this.day, -1))}
      >
        ${icon(mdiChevronLeft)}
      </button>
      <button class="plain" popovertarget="calendar" @click=${() => (this.month = null)}>
        ${icon(mdiCalendar)}${dayText(boundsOf(this.day).startMs)}
      </button>
      <button
        class="plain round"
        ?disabled=${isToday}
        aria-label=${t("timeline.day_after")}
        @click=${() => this.choose(addDays(this.day, 1))}
      >
        ${icon(mdiChevronRight)}
      </button>
      <div id="calendar" class="calendar" popover role="dialog" aria-label=${t("timeline.choose_day")}>
        ${this.renderMonth(this.month ?? this.day)}
      </div>
    `;
  }

  private renderMonth(month: Day): TemplateResult {
    const name = new Intl.DateTimeFormat(language(), { month: "long", year: "numeric" });
    const weekday = new Intl.DateTimeFormat(language(), { weekday: "narrow" });
    const weeks = weeksOf(month, firstWeekday());
    const [named = []] = weeks.filter((week) => week.every((cell) => cell !== null));
    return html`
      <div class="month">
        <button class="plain round" aria-label=${t("timeline.month_before")} @click=${() => this.turn(month, -1)}>
          ${icon(mdiChevronLeft)}
        </button>
        <h2>${name.format(boundsOf(month).startMs)}</h2>
        <button class="plain round" aria-label=${t("timeline.month_after")} @click=${() => this.turn(month, 1)}>
          ${icon(mdiChevronRight)}
        </button>
      </div>
      <table>
        <tr>
          ${named.map((cell) => html`<th scope="col">${weekday.format(boundsOf(cell).startMs)}</th>`)}
        </tr>
        ${weeks.map(
          (week) =>
            html`<tr>
              ${week.map((cell) => html`<td>${cell === null ? "" : this.renderDay(cell)}</td>`)}
            </tr>`,
        )}
      </table>
    `;
  }

  private renderDay(cell: Day): TemplateResult {
    const hasFootage = this.footage.has(cell);
    const spoken = dayText(boundsOf(cell).startMs);
    return html`<button
      class=${hasFootage ? "footage" : ""}
      aria-pressed=${cell === this.day}
      aria-label=${hasFootage ? t("timeline.with_footage", { day: spoken }) : spoken}
      ?disabled=${cell > dayOf(Date.now())}
      @click=${() => this.choose(cell)}
    >
      ${Number(cell.slice(-2))}
    </button>`;
  }

  private turn(month: Day, direction: 1 | -1): void {
    const first = `${month.slice(0, 8)}01`;
    this.month = addDays(first, direction > 0 ? 31 : -1);
  }

  private choose(day: Day): void {
    this.calendar.hidePopover();
    this.dispatchEvent(new CustomEvent<Day>("day", { detail: day }));
  }
}

/** Which day weeks begin with where the reader lives: 0 is Sunday. */
function firstWeekday(): number {
  const locale = new Intl.Locale(language()) as Intl.Locale & WithWeekInfo;
  return ((locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1) % 7;
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-day-picker": DayPicker;
  }
}
