import { mdiClose, mdiPlus } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ScheduleSlot } from "../api/generated";
import { t } from "../i18n";
import { icon } from "./icon";
import { forms, textField } from "./inputs";
import { buttons, shared } from "./styles";
import { endsNextDay, timeOf, weekday, withDay, withSlot, withTime } from "./week";

const DAYS = [0, 1, 2, 3, 4, 5, 6];
const MOST = 50;

/** Stretches of the week; none of them is always. Fires `change`, and whoever listens takes `slots` over. */
@customElement("wf-week-schedule")
export class WeekSchedule extends LitElement {
  static override styles = [
    shared,
    buttons,
    ...forms,
    css`
      .slot {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.75rem;
        padding: 0.75rem 0;
        border-top: 1px solid var(--wf-line);
      }
      .days {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
      }
      .days button {
        min-width: 2.75rem;
        padding: 0 0.4rem;
      }
      .slot label {
        width: 8.5rem;
      }
    `,
  ];

  @property() label = "";
  @property() hint = "";
  @property({ attribute: false }) slots: readonly ScheduleSlot[] = [];

  protected override render(): TemplateResult {
    return html`<fieldset>
      <legend>${this.label}</legend>
      ${this.hint === "" ? nothing : html`<p class="hint">${this.hint}</p>`}
      ${this.slots.length === 0 ? html`<p class="hint">${t("week.always")}</p>` : this.slots.map(this.renderSlot)}
      <button type="button" ?disabled=${this.slots.length >= MOST} @click=${() => this.change(withSlot(this.slots))}>
        ${icon(mdiPlus)}${t("week.add")}
      </button>
    </fieldset>`;
  }

  private readonly renderSlot = (slot: ScheduleSlot, index: number): TemplateResult => {
    const { slots } = this;
    return html`<div class="slot">
      <div class="days" role="group" aria-label=${t("week.days")}>
        ${DAYS.map(
          (day) =>
            html`<button
              type="button"
              aria-pressed=${slot.weekdays.includes(day)}
              aria-label=${weekday(day, "long")}
              @click=${() => this.change(withDay(slots, index, day))}
            >
              ${weekday(day, "short")}
            </button>`,
        )}
      </div>
      ${textField({
        label: t("week.from"),
        type: "time",
        value: timeOf(slot.start_minute),
        changed: (text) => this.change(withTime(slots, index, "start_minute", text)),
      })}
      ${textField({
        label: t(endsNextDay(slot) ? "week.to_next" : "week.to"),
        type: "time",
        value: timeOf(slot.end_minute),
        changed: (text) => this.change(withTime(slots, index, "end_minute", text)),
      })}
      <button
        type="button"
        class="plain round"
        aria-label=${t("week.remove")}
        @click=${() => this.change(slots.filter((_, other) => other !== index))}
      >
        ${icon(mdiClose)}
      </button>
    </div>`;
  };

  private change(slots: readonly ScheduleSlot[]): void {
    this.slots = slots;
    this.dispatchEvent(new Event("change"));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-week-schedule": WeekSchedule;
  }
}
