import { css, html, nothing, type TemplateResult } from "lit";
import type { Job, ModelState } from "../../api/generated";
import { t } from "../../i18n";
import { bytes } from "../../i18n/amounts";
import { duration, percent } from "../../i18n/format";
import type { Told } from "../../state/events";
import { isActive } from "../../state/jobs";

/** A model or a pack that can be installed, and what can be done with it. */
export interface Installable {
  title: string;
  state: ModelState;
  in_use: boolean;
  size_bytes: number;
  reason: string | null;
  machine: string | null;
  licence: string | null;
  licence_url: string | null;
}

export interface Doings {
  job: Job | null;
  isAllowed: boolean;
  install: () => void;
  remove: () => void;
  cancel: () => void;
}

export const installables = css`
  .item {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.25rem 1rem;
    padding: 0.75rem 0;
    border-top: 1px solid var(--wf-line);
  }
  .item progress {
    grid-column: 1 / -1;
    width: 100%;
    height: 0.5rem;
    accent-color: var(--wf-accent);
  }
  .item .failed {
    color: var(--wf-bad);
  }
  @media (max-width: 360px) {
    .item {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;

/** Return the job that installs something, null when none does any more. */
export function jobOf(jobs: readonly Job[] | null, id: string | null): Job | null {
  return jobs?.find((job) => job.id === id && isActive(job)) ?? null;
}

/** Whether an event may change what is installed: all do but those of jobs that still work. */
export function changesInstalled(told: Told[keyof Told]): boolean {
  return !isJob(told) || !isActive(told);
}

function isJob(told: Told[keyof Told]): told is Job {
  return "kind" in told && "state" in told && "attempts" in told;
}

/** 42 %, 80 MB of 190 MB, 3 minutes left */
export function progressText({ progress, transfer }: Job): string {
  const parts = [percent(progress)];
  if (transfer !== null && transfer.total_bytes !== null) {
    parts.push(t("system.transfer", { done: bytes(transfer.done_bytes), total: bytes(transfer.total_bytes) }));
  }
  if (transfer !== null && transfer.left_s !== null)
    parts.push(t("jobs.left", { time: duration(transfer.left_s * 1000) }));
  return parts.join(" · ");
}

/** Return a line about something to install, with its progress and buttons. */
export function renderInstallable(item: Installable, doings: Doings): TemplateResult {
  const { job } = doings;
  return html`
    <div class="item">
      <div>
        <strong>${item.title}</strong>
        <p class="hint">
          ${[bytes(item.size_bytes), t(item.in_use ? "system.in_use" : `system.model.${item.state}`), item.machine]
            .filter(Boolean)
            .join(" · ")}
          ${
            item.licence === null
              ? nothing
              : item.licence_url === null
                ? html`· ${item.licence}`
                : html`· <a href=${item.licence_url} target="_blank" rel="noreferrer">${item.licence}</a>`
          }
        </p>
        ${item.reason === null ? nothing : html`<p class="failed">${item.reason}</p>`}
        ${job === null ? nothing : html`<p class="hint">${progressText(job)}</p>`}
      </div>
      <div>${doings.isAllowed ? renderAction(item, doings) : nothing}</div>
      ${job === null ? nothing : html`<progress max="1" .value=${job.progress} aria-label=${item.title}></progress>`}
    </div>
  `;
}

function renderAction(item: Installable, { job, install, remove, cancel }: Doings): TemplateResult | typeof nothing {
  const name = html`<span class="hidden-text">${item.title}</span>`;
  if (job !== null)
    return html`<button ?disabled=${job.cancelling} @click=${cancel}>${t("jobs.cancel")} ${name}</button>`;
  if (item.state === "installed" || item.state === "broken") {
    if (item.in_use) return nothing;
    return html`<button @click=${remove}>${t("system.remove")} ${name}</button>`;
  }
  return html`<button @click=${install}>${t("system.install")} ${name}</button>`;
}
