import { mdiBriefcaseOutline, mdiDelete, mdiDownload, mdiProgressClock } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../app/app";
import type { ExportFile, Job } from "../api/generated";
import { t } from "../i18n";
import { duration, instant } from "../i18n/format";
import { isActive } from "../state/jobs";
import { may } from "../state/rights";
import { Watch } from "../state/store";
import "./dialog";
import { icon } from "./icon";
import { progressOf } from "./job-progress";
import { buttons, shared } from "./styles";

const SHOWN = 20;

/** A button that tells how much work goes on, and the list of it. */
@customElement("wf-jobs-tray")
export class JobsTray extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        position: relative;
      }
      .count {
        position: absolute;
        inset: 0 0 auto auto;
        min-width: 1.15rem;
        padding: 0 0.25rem;
        border-radius: 999px;
        background: var(--wf-accent);
        color: var(--wf-on-accent);
        font-size: 0.75rem;
        font-weight: 600;
        line-height: 1.15rem;
        text-align: center;
      }
      .tray {
        position: fixed;
        inset: auto;
        right: max(0.75rem, env(safe-area-inset-right));
        top: calc(env(safe-area-inset-top) + 3.75rem);
        width: min(24rem, calc(100vw - 1.5rem));
        max-height: 70dvh;
        margin: 0;
        overflow: auto;
        padding: 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-raised);
        color: var(--wf-text);
        box-shadow: var(--wf-shadow);
      }
      ul {
        margin: 0.75rem 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: 0.35rem 0.75rem;
        padding: 0.6rem 0;
        border-top: 1px solid var(--wf-line);
      }
      progress {
        grid-column: 1 / -1;
        width: 100%;
        height: 0.4rem;
        accent-color: var(--wf-accent);
      }
      .note,
      .empty {
        margin: 0;
        color: var(--wf-muted);
        font-size: 0.875rem;
        overflow-wrap: anywhere;
      }
      .actions {
        display: flex;
        align-items: center;
        gap: 0.25rem;
      }
      .rest {
        grid-column: 1 / -1;
      }
      .failed {
        color: var(--wf-bad);
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @state() private open = false;
  /** What is to be deleted once that is agreed to. */
  @state() private doomed: Job | null = null;

  constructor() {
    super();
    new Watch(this, () => [this.app.jobs, this.app.me]);
  }

  protected override render(): TemplateResult {
    const jobs = this.app.jobs.get().value ?? [];
    const active = jobs.filter(isActive).length;
    return html`
      <button
        class="plain round"
        popovertarget="tray"
        aria-expanded=${this.open}
        aria-label=${t("jobs.button", { count: active })}
        title=${t("jobs.heading")}
      >
        ${icon(active > 0 ? mdiProgressClock : mdiBriefcaseOutline)}
        ${active > 0 ? html`<span class="count" aria-hidden="true">${active}</span>` : nothing}
      </button>
      <section id="tray" class="tray" popover aria-label=${t("jobs.heading")} @toggle=${this.toggled}>
        <h2>${t("jobs.heading")}</h2>
        ${
          jobs.length === 0
            ? html`<p class="empty">${t("jobs.none")}</p>`
            : html`<ul>
                ${repeat(
                  jobs.slice(0, SHOWN),
                  ({ id }) => id,
                  (job) => this.renderJob(job),
                )}
              </ul>`
        }
      </section>
      ${this.renderDialog()}
    `;
  }

  private renderDialog(): TemplateResult {
    const { doomed } = this;
    const close = (): void => void (this.doomed = null);
    const drop = (): void => {
      close();
      if (doomed !== null) void this.app.toasts.attempt(() => this.app.jobs.delete(doomed.id));
    };
    return html`<wf-dialog heading=${t("jobs.delete_title")} .open=${doomed !== null} @closed=${close}>
      <p>${t("jobs.delete_text")}</p>
      <button slot="actions" @click=${close}>${t("jobs.keep")}</button>
      <button slot="actions" class="danger" @click=${drop}>${t("jobs.delete")}</button>
    </wf-dialog>`;
  }

  private renderJob(job: Job): TemplateResult {
    const label = t(`jobs.kind.${job.kind}`);
    return html`
      <li>
        <div>
          <div>${label}${job.export?.note ? html`: <bdi>${job.export.note}</bdi>` : nothing}</div>
          ${describe(job)}
        </div>
        <div class="actions">${this.renderAction(job)} ${this.renderDelete(job)}</div>
        ${this.renderRest(job)}
        ${
          job.state === "running"
            ? html`<progress max="1" .value=${job.progress} aria-label=${label}></progress>`
            : nothing
        }
      </li>
    `;
  }

  private renderAction(job: Job): TemplateResult | typeof nothing {
    if (isActive(job)) {
      const cancel = (): void => void this.app.toasts.attempt(() => this.app.jobs.cancel(job.id));
      return html`<button ?disabled=${job.cancelling} @click=${cancel}>${t("jobs.cancel")}</button>`;
    }
    if (job.state === "failed" || job.state === "cancelled") {
      const retry = (): void => void this.app.toasts.attempt(() => this.app.jobs.retry(job.id));
      return may(this.app.me.get(), "control") ? html`<button @click=${retry}>${t("jobs.retry")}</button>` : nothing;
    }
    const [file] = job.result?.files ?? [];
    if (job.state !== "done" || file === undefined) return nothing;
    const label = t("jobs.download");
    return html`<a
      class="button round"
      href=${this.fileUrl(job, file)}
      download=${file.name}
      aria-label=${label}
      title=${label}
    >
      ${icon(mdiDownload)}
    </a>`;
  }

  private renderDelete(job: Job): TemplateResult | typeof nothing {
    if (isActive(job) || !may(this.app.me.get(), "edit")) return nothing;
    const label = t("jobs.delete");
    return html`<button class="plain round" aria-label=${label} title=${label} @click=${() => (this.doomed = job)}>
      ${icon(mdiDelete)}
    </button>`;
  }

  /** What came with an export beside its first file, and what of it is not as was asked for. */
  private renderRest(job: Job): TemplateResult | typeof nothing {
    const [, ...files] = job.result?.files ?? [];
    if (job.state !== "done" || files.length === 0) return nothing;
    const { holes = [], notes = [] } = job.result ?? {};
    return html`<p class="note rest">
      ${holes.length === 0 ? nothing : html`${t("jobs.holes", { count: holes.length })} `}
      ${notes.map((note) => html`${note} `)}
      ${files.map((file) => html`<a href=${this.fileUrl(job, file)} download=${file.name}>${file.name}</a> `)}
    </p>`;
  }

  private fileUrl(job: Job, { name }: ExportFile): string {
    const options = { params: { job_id: job.id }, query: { name } };
    return this.app.api.url("GET /api/exports/{job_id}/file", options);
  }

  private toggled(event: ToggleEvent): void {
    this.open = event.newState === "open";
  }
}

function describe(job: Job): TemplateResult {
  if (job.state === "failed") {
    return html`<p class="note failed">${job.problem?.message ?? t("jobs.state.failed")}</p>`;
  }
  const left = job.transfer?.left_s;
  const parts =
    job.state === "running"
      ? [progressOf(job), ...(typeof left === "number" ? [t("jobs.left", { time: duration(left * 1000) })] : [])]
      : [t(`jobs.state.${job.state}`), instant(job.created_ms)];
  return html`<p class="note">${parts.join(" · ")}</p>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-jobs-tray": JobsTray;
  }
}
