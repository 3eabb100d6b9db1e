import { mdiDelete, mdiPlay, mdiTune } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../../app/app";
import type { Camera, Job, Line, TuningSample } from "../../api/generated";
import { t } from "../../i18n";
import { duration, instant, percent } from "../../i18n/format";
import { isActive } from "../../state/jobs";
import { RemoteStore } from "../../state/remote";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { icon } from "../../ui/icon";
import { forms } from "../../ui/inputs";
import type { Moment } from "../../ui/moment-player";
import "../../ui/moment-player";
import { whenRead } from "../../ui/remote";
import { buttons, shared } from "../../ui/styles";

/** Lines that are offered as samples, and how long a sample may be. */
const OFFERED = 20;
const LEAST_MS = 500;
const MOST_MS = 60_000;

/** Return the newest finished tuning of a camera, and whether one is at work. */
export function tuningOf(jobs: readonly Job[], cameraId: string): { done: Job | null; isBusy: boolean } {
  const own = jobs.filter(({ tuning }) => tuning?.camera_id === cameraId);
  const done = own.filter(({ tuned }) => tuned !== null);
  return {
    done: done.toSorted((one, other) => other.created_ms - one.created_ms)[0] ?? null,
    isBusy: own.some(isActive),
  };
}

/** Return the newest lines that can be samples and are none yet. */
export function offered(lines: readonly Line[], samples: readonly TuningSample[]): Line[] {
  const taken = new Set(samples.map(({ start_ms }) => start_ms));
  return lines.filter(({ start_ms, end_ms }) => {
    const length = end_ms - start_ms;
    return length >= LEAST_MS && length <= MOST_MS && !taken.has(start_ms);
  });
}

/** Finds the speech settings that suit a camera: samples, what is really said in them, a search, and its best. */
@customElement("wf-speech-tuner")
export class SpeechTuner extends LitElement {
  static override styles = [
    shared,
    buttons,
    ...forms,
    css`
      ul {
        display: grid;
        gap: 0.75rem;
        margin: 0.75rem 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 0.5rem;
      }
      @media (max-width: 759px) {
        li {
          grid-template-columns: auto minmax(0, 1fr);
        }
        li > :last-child {
          grid-column: 2;
          justify-self: start;
        }
      }
      summary {
        padding: 0.4rem 0;
        cursor: pointer;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) camera!: Camera;
  @state() private moment: Moment | null = null;
  @state() private isOpen = false;
  private readonly samples = new RemoteStore<readonly TuningSample[]>(async (signal) => {
    const params = { camera_id: this.camera.id };
    return (await this.app.api.call("GET /api/cameras/{camera_id}/tuning/samples", { params, signal })).samples;
  });
  private readonly lines = new RemoteStore<readonly Line[]>(async (signal) => {
    const body = { camera_ids: [this.camera.id], limit: OFFERED };
    return (await this.app.api.call("POST /api/transcripts/search", { body, signal })).lines;
  });

  constructor() {
    super();
    new Watch(this, () => [this.samples, this.lines, this.app.jobs, this.app.me]);
  }

  protected override render(): TemplateResult {
    return html`<details @toggle=${this.toggled}>
      <summary>${t("tuner.heading")}</summary>
      ${this.isOpen ? this.renderTuner() : nothing}
    </details>`;
  }

  private renderTuner(): TemplateResult {
    return html`
      <p class="hint">${t("tuner.text")}</p>
      ${
        this.moment === null
          ? nothing
          : html`<wf-moment-player .app=${this.app} .moment=${this.moment} @closed=${() => (this.moment = null)}>
            </wf-moment-player>`
      }
      ${whenRead(
        this.samples.get(),
        this.samples.load,
        (samples) => html`
          <h2>${t("tuner.samples")}</h2>
          ${samples.length === 0 ? html`<p>${t("tuner.no_samples")}</p>` : nothing}
          <ul>
            ${repeat(
              samples,
              ({ id }) => id,
              (sample) => html`<li>${this.renderSample(sample)}</li>`,
            )}
          </ul>
          ${may(this.app.me.get(), "edit") ? this.renderOffers(samples) : nothing} ${this.renderSearch(samples)}
        `,
      )}
    `;
  }

  private renderSample(sample: TuningSample): TemplateResult {
    const when = sample.start_ms === null ? t("tuner.uploaded") : instant(sample.start_ms);
    const length = duration(sample.length_ms);
    const mayEdit = may(this.app.me.get(), "edit");
    return html`
      ${this.renderPlay(sample.start_ms, when)}
      <label>
        ${when} · ${length}${sample.corrected ? ` · ${t("tuner.corrected")}` : ""}
        <input
          dir="auto"
          maxlength="2000"
          ?disabled=${!mayEdit}
          .value=${sample.text}
          placeholder=${t("tuner.said")}
          @change=${(event: Event) => void this.correct(sample, (event.target as HTMLInputElement).value)}
        />
      </label>
      <span class="row">
        ${
          sample.corrected || !mayEdit || sample.text === ""
            ? nothing
            : html`<button @click=${() => void this.correct(sample, sample.text)}>${t("tuner.right")}</button>`
        }
        ${
          mayEdit
            ? html`<button
                class="plain round"
                aria-label=${`${t("tuner.remove")}: ${when}`}
                @click=${() => void this.drop(sample)}
              >
                ${icon(mdiDelete)}
              </button>`
            : nothing
        }
      </span>
    `;
  }

  private renderPlay(atMs: number | null, what: string): TemplateResult {
    if (atMs === null) return html`<span></span>`;
    const label = t("person.play", { what });
    return html`<button
      class="plain round"
      aria-label=${label}
      title=${label}
      @click=${() => (this.moment = { camera_id: this.camera.id, at_ms: atMs })}
    >
      ${icon(mdiPlay)}
    </button>`;
  }

  private renderOffers(samples: readonly TuningSample[]): TemplateResult {
    const lines = offered(this.lines.get().value ?? [], samples);
    return html`<details>
      <summary>${t("tuner.take")}</summary>
      ${lines.length === 0 ? html`<p>${t("tuner.no_lines")}</p>` : nothing}
      <ul>
        ${lines.map(
          (line) =>
            html`<li>
              ${this.renderPlay(line.start_ms, instant(line.start_ms))}
              <span dir="auto">${line.text}</span>
              <button @click=${() => void this.take(line)}>${t("tuner.take_this")}</button>
            </li>`,
        )}
      </ul>
    </details>`;
  }

  private renderSearch(samples: readonly TuningSample[]): TemplateResult {
    const { done, isBusy } = tuningOf(this.app.jobs.get().value ?? [], this.camera.id);
    const corrected = samples.filter((sample) => sample.corrected).length;
    return html`
      <div class="row">
        <button
          class="primary"
          ?disabled=${corrected === 0 || isBusy || !may(this.app.me.get(), "edit")}
          @click=${() => void this.search()}
        >
          ${icon(mdiTune)}${t(isBusy ? "tuner.searching" : "tuner.search")}
        </button>
        <span class="hint">${t("tuner.count", { count: corrected })}</span>
      </div>
      <div role="status">${done === null ? nothing : this.renderOutcome(done)}</div>
    `;
  }

  private renderOutcome(job: Job): TemplateResult {
    const outcome = job.tuned;
    const before = outcome?.trials[0];
    const best = outcome?.trials[outcome.best];
    if (outcome === null || before === undefined || best === undefined) return html``;
    const text = t(outcome.best === 0 ? "tuner.no_better" : "tuner.better", {
      before: percent(before.wer),
      after: percent(best.wer),
      trials: outcome.trials.length,
      what: best.changed.join(", "),
    });
    return html`<p>${text}${outcome.complete ? "" : ` ${t("tuner.incomplete")}`}</p>
      ${
        outcome.best === 0 || !may(this.app.me.get(), "admin")
          ? nothing
          : html`<button @click=${() => void this.apply(job)}>${t("tuner.apply")}</button>`
      }`;
  }

  private readonly toggled = (event: Event): void => {
    // The offers are a part of it that opens by itself.
    if (event.target !== event.currentTarget) return;
    this.isOpen = (event.target as HTMLDetailsElement).open;
    if (!this.isOpen) return;
    void this.samples.load();
    void this.lines.load();
  };

  private async take({ start_ms, end_ms }: Line): Promise<void> {
    const params = { camera_id: this.camera.id };
    await this.app.toasts.attempt(async () => {
      const body = { start: start_ms, end: end_ms };
      await this.app.api.call("POST /api/cameras/{camera_id}/tuning/samples", { params, body });
      await this.samples.load();
    });
  }

  private async correct({ id }: TuningSample, given: string): Promise<void> {
    const text = given.trim();
    if (text === "") return;
    const params = { camera_id: this.camera.id, sample_id: id };
    await this.app.toasts.attempt(async () => {
      await this.app.api.call("PATCH /api/cameras/{camera_id}/tuning/samples/{sample_id}", { params, body: { text } });
      await this.samples.load();
    });
  }

  private async drop({ id }: TuningSample): Promise<void> {
    const params = { camera_id: this.camera.id, sample_id: id };
    await this.app.toasts.attempt(async () => {
      await this.app.api.call("DELETE /api/cameras/{camera_id}/tuning/samples/{sample_id}", { params });
      await this.samples.load();
    });
  }

  private async search(): Promise<void> {
    const params = { camera_id: this.camera.id };
    await this.app.toasts.attempt(async () => {
      await this.app.api.call("POST /api/cameras/{camera_id}/tuning", { params, body: {} });
      this.app.toasts.done(t("tuner.ordered"));
    });
  }

  private async apply({ id }: Job): Promise<void> {
    const params = { camera_id: this.camera.id, job_id: id };
    await this.app.toasts.attempt(async () => {
      await this.app.api.call("POST /api/cameras/{camera_id}/tuning/{job_id}/apply", { params });
      this.app.toasts.done(t("tuner.applied"));
      await this.app.cameras.load();
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-speech-tuner": SpeechTuner;
  }
}
