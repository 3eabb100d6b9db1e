import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import { isAbort } from "../../api/errors";
import type { Camera, CameraStorage } from "../../api/generated";
import { t } from "../../i18n";
import { bytes, days } from "../../i18n/amounts";
import { instant } from "../../i18n/format";
import { forms, numberField, selectField } from "../../ui/inputs";
import { buttons, shared } from "../../ui/styles";
import "../../ui/switch";
import "../../ui/week-schedule";
import type { WeekSchedule } from "../../ui/week-schedule";
import type { Draft } from "./draft";
import { forecastText, limitsOf, lossText, reachDays } from "./forecast";

const SETTLED_MS = 400;

/** What is recorded, how long it is kept, and what other limits would delete. Fires `draft-changed`. */
@customElement("wf-edit-recording")
export class EditRecording extends LitElement {
  static override styles = [shared, buttons, ...forms];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) camera!: Camera;
  @property({ attribute: false }) draft!: Draft;
  @state() private storage: CameraStorage | null = null;
  @state() private loss: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking: AbortController | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.read();
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const before = changes.get("draft");
    const { retention_days, quota_gb } = this.draft;
    if (before === undefined || (before.retention_days === retention_days && before.quota_gb === quota_gb)) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.preview(), SETTLED_MS);
  }

  protected override render(): TemplateResult {
    return html`<div class="stack">
      <wf-switch
        label=${t("live.setting.record")}
        .checked=${this.draft.record}
        @change=${() => this.change({ record: !this.draft.record })}
      ></wf-switch>
      ${this.renderMode()}
      <wf-week-schedule
        label=${t("edit.schedule")}
        .slots=${this.draft.schedule}
        @change=${(event: Event) => this.change({ schedule: (event.target as WeekSchedule).slots })}
      ></wf-week-schedule>
      <h2>${t("edit.keeping")}</h2>
      ${this.renderLimits()} ${this.renderForecast()}
    </div>`;
  }

  private renderMode(): TemplateResult {
    const { draft } = this;
    return html`<div class="pair">
      ${selectField({
        label: t("edit.mode"),
        value: draft.mode,
        options: [
          ["continuous", t("edit.continuous")],
          ["events", t("edit.events")],
        ],
        changed: (mode) => this.change({ mode }),
      })}
      ${
        draft.mode === "continuous"
          ? nothing
          : html`${numberField({
              label: t("edit.pre_roll"),
              value: draft.pre_roll_s,
              min: 0,
              max: 60,
              changed: (seconds) => seconds !== null && this.change({ pre_roll_s: seconds }),
            })}
            ${numberField({
              label: t("edit.post_roll"),
              value: draft.post_roll_s,
              min: 0,
              max: 600,
              changed: (seconds) => seconds !== null && this.change({ post_roll_s: seconds }),
            })}`
      }
    </div>`;
  }

  private renderLimits(): TemplateResult {
    const { draft } = this;
    return html`<div class="pair">
      ${numberField({
        label: t("edit.retention_days"),
        hint: t("edit.retention_days_text"),
        value: draft.retention_days,
        min: 1,
        max: 3650,
        placeholder: t("edit.as_server"),
        changed: (retention_days) => this.change({ retention_days }),
      })}
      ${numberField({
        label: t("edit.quota_gb"),
        hint: t("edit.quota_gb_text"),
        value: draft.quota_gb,
        min: 0.1,
        max: 1_000_000,
        step: "any",
        placeholder: t("edit.no_quota"),
        changed: (quota_gb) => this.change({ quota_gb }),
      })}
    </div>`;
  }

  private renderForecast(): TemplateResult | typeof nothing {
    const { storage, draft } = this;
    if (storage === null) return nothing;
    const reach = reachDays(storage.bytes_per_day, draft.retention_days, draft.quota_gb);
    return html`
      <p class="hint">
        ${t("forecast.used", { amount: bytes(storage.used_bytes) })}
        ${storage.oldest_ms === null ? nothing : t("forecast.oldest", { at: instant(storage.oldest_ms) })}<br />
        ${t("forecast.now", { forecast: forecastText(storage) })}
        ${reach === null ? nothing : html`<br />${t("forecast.then", { days: days(reach) })}`}
      </p>
      <p role="status" class="loss">${this.loss ?? ""}</p>
    `;
  }

  private change(detail: Partial<Draft>): void {
    this.dispatchEvent(new CustomEvent("draft-changed", { detail }));
  }

  private async read(): Promise<void> {
    try {
      const { cameras } = await this.app.api.call("GET /api/storage");
      this.storage = cameras.find(({ camera_id }) => camera_id === this.camera.id) ?? null;
    } catch {
      // Without a forecast the limits can be set all the same.
    }
  }

  private async preview(): Promise<void> {
    this.asking?.abort();
    const { signal } = (this.asking = new AbortController());
    const { retention_days, quota_gb } = this.draft;
    try {
      const body = limitsOf(this.camera.id, retention_days, quota_gb);
      const preview = await this.app.api.call("POST /api/storage/preview", { body, signal });
      this.loss = lossText(preview, this.camera.id) ?? t("forecast.no_loss");
    } catch (error) {
      if (!isAbort(error)) this.loss = null;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-edit-recording": EditRecording;
  }
}
