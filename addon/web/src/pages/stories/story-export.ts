import { mdiDownload } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { ExportFile, Job, StoryCheck } from "../../api/generated";
import { t } from "../../i18n";
import { bytes } from "../../i18n/amounts";
import { duration, instant } from "../../i18n/format";
import { isActive } from "../../state/jobs";
import { Watch } from "../../state/store";
import "../../ui/dialog";
import { icon } from "../../ui/icon";
import { forms } from "../../ui/inputs";
import { toldOf, type Told } from "../../ui/problem";
import { buttons, shared } from "../../ui/styles";
import { progressOf } from "../../ui/job-progress";
import "../../ui/switch";
import { StoryApi } from "./story-api";
import type { StorySession } from "./story-session";
import { holeText, isLost, troublesOf } from "./story-troubles";
import { length } from "./times";

/** Orders the export of a story and shows what becomes of it. Fires `closed`. */
@customElement("wf-story-export")
export class StoryExport extends LitElement {
  static override styles = [
    shared,
    buttons,
    forms,
    css`
      ul {
        margin: 0;
        padding-left: 1.2rem;
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      progress {
        width: 100%;
        accent-color: var(--wf-accent);
      }
      .lost {
        color: var(--wf-bad);
        font-weight: 500;
      }
      .part {
        display: grid;
        gap: 0.5rem;
      }
      .job {
        padding-top: 0.75rem;
        border-top: 1px solid var(--wf-line);
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) session!: StorySession;
  @property({ type: Boolean }) open = false;
  @state() private check: StoryCheck | null = null;
  @state() private told: Told | null = null;
  @state() private isStrict = false;
  @state() private isBusy = false;

  constructor() {
    super();
    new Watch(this, () => [this.app.jobs, this.session]);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("open") && this.open) void this.look();
  }

  protected override render(): TemplateResult {
    const isLosing = this.check?.clips.some(isLost) ?? true;
    const isEmpty = this.session.list.clips.length === 0;
    const job = this.job();
    return html`<wf-dialog .open=${this.open} heading=${t("story.export")} @closed=${this.close}>
      <div class="stack">
        ${this.told === null ? nothing : html`<wf-problem .told=${this.told}></wf-problem>`}
        ${isEmpty ? html`<p>${t("story.empty")}</p>` : this.renderCheck()}
        ${job === null ? nothing : this.renderJob(job)}
      </div>
      <button slot="actions" @click=${this.close}>${t("story.close")}</button>
      <button
        slot="actions"
        class="primary"
        ?disabled=${this.isBusy || isEmpty || isLosing || (job !== null && isActive(job))}
        @click=${() => void this.order()}
      >
        ${t("story.export_do")}
      </button>
    </wf-dialog>`;
  }

  private renderCheck(): TemplateResult {
    const { check } = this;
    if (check === null) return html`<p role="status">${this.told === null ? t("story.checking") : ""}</p>`;
    const troubles = troublesOf(check);
    const isLosing = check.clips.some(isLost);
    return html`<div class="part">
        <p>${t("story.will_last", { length: length(check.recorded_ms) })}</p>
        ${isLosing ? html`<p class="lost" role="alert">${t("story.cannot")}</p>` : nothing}
        ${
          troubles.size === 0
            ? nothing
            : html`<ul>
                ${check.clips.flatMap((each, index) => {
                  const trouble = troubles.get(each.clip_id);
                  return trouble === undefined
                    ? []
                    : [html`<li>${t("story.clip_trouble", { number: index + 1, trouble })}</li>`];
                })}
              </ul>`
        }
        ${this.renderSilent(check)}
        ${
          check.reencoded.length === 0
            ? html`<p class="hint">${t("story.copied")}</p>`
            : html`<p class="hint">
                ${t("story.reencoded", { why: check.reencoded.map((why) => t(`story.why.${why}`)).join(", ") })}
              </p>`
        }
      </div>
      <wf-switch
        label=${t("story.strict")}
        .checked=${this.isStrict}
        @change=${() => (this.isStrict = !this.isStrict)}
      ></wf-switch>`;
  }

  private renderSilent({ clips }: StoryCheck): TemplateResult | typeof nothing {
    const silent = [...new Set(clips.flatMap(({ silent_ids }) => silent_ids))];
    if (silent.length === 0) return nothing;
    const names = silent.map((id) => this.app.cameras.find(id)?.name ?? t("moment.gone_camera")).join(", ");
    return html`<p class="hint">${t("story.no_sound", { names })}</p>`;
  }

  private renderJob(job: Job): TemplateResult {
    const left = job.transfer?.left_s;
    const cancel = (): void => void this.app.toasts.attempt(() => this.app.jobs.cancel(job.id));
    return html`<section class="part job" aria-label=${t("story.last_export")}>
      <p role="status">
        ${t("story.export_of", { when: instant(job.created_ms) })}:
        ${t(`jobs.state.${job.state}`)}${
          job.state === "running" ? ` · ${progressOf(job)}` : ""
        }${typeof left === "number" ? ` · ${t("jobs.left", { time: duration(left * 1000) })}` : ""}
      </p>
      ${
        isActive(job)
          ? html`<div class="row">
              <progress max="1" .value=${job.progress} aria-label=${t("story.export")}></progress>
              <button ?disabled=${job.cancelling} @click=${cancel}>${t("jobs.cancel")}</button>
            </div>`
          : nothing
      }
      ${job.problem === null ? nothing : html`<wf-problem .told=${job.problem}></wf-problem>`}
      ${job.result === null ? nothing : this.renderResult(job, job.result.files)}
    </section>`;
  }

  private renderResult(job: Job, files: readonly ExportFile[]): TemplateResult {
    const { notes, holes } = job.result ?? { notes: [], holes: [] };
    return html`
      ${this.isOld(job) ? html`<p class="hint">${t("story.old_export")}</p>` : nothing}
      <div class="row">${files.map((file, index) => this.renderFile(job, file, index === 0))}</div>
      ${
        notes.length + holes.length === 0
          ? nothing
          : html`<ul>
              ${holes.map((hole) => html`<li>${holeText(hole)}</li>`)} ${notes.map((note) => html`<li>${note}</li>`)}
            </ul>`
      }
    `;
  }

  private renderFile(job: Job, file: ExportFile, isMain: boolean): TemplateResult {
    const options = { params: { job_id: job.id }, query: { name: file.name } };
    const address = this.app.api.url("GET /api/exports/{job_id}/file", options);
    return html`<a class="button ${isMain ? "primary" : ""}" href=${address} download=${file.name}>
      ${icon(mdiDownload)}${isMain ? t("story.download") : file.name} (${bytes(file.size_bytes)})
    </a>`;
  }

  /** The newest export of this story. */
  private job(): Job | null {
    const { id } = this.session.get().story;
    return (this.app.jobs.get().value ?? []).find((job) => job.export?.story?.story_id === id) ?? null;
  }

  private isOld(job: Job): boolean {
    return this.session.isDirty || job.export?.story?.version !== this.session.get().story.version;
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("closed"));
  };

  /** See what an export would be, of what is saved first. */
  private async look(): Promise<void> {
    this.told = this.check = null;
    try {
      if (!(await this.session.flush())) {
        const { error } = this.session.get();
        this.told = error === null ? { code: null, message: t("story.unsaved"), field: null } : toldOf(error);
      }
      this.check = await new StoryApi(this.app.api).check(this.session.get().story.id);
    } catch (error) {
      this.told = toldOf(error);
    }
  }

  private async order(): Promise<void> {
    this.isBusy = true;
    this.told = null;
    try {
      await new StoryApi(this.app.api).export(this.session.get().story.id, this.isStrict);
      await this.app.jobs.load();
    } catch (error) {
      this.told = toldOf(error);
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-story-export": StoryExport;
  }
}
