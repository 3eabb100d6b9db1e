import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { SpeechModel } from "../../api/generated";
import { t } from "../../i18n";
import type { Told } from "../../state/events";
import { may } from "../../state/rights";
import { changesInstalled, installables, jobOf, renderInstallable } from "./installable";
import "./model-upload";
import { Section } from "./section";

/** Models for speech: those that are here, and those that can be fetched. */
@customElement("wf-models-section")
export class ModelsSection extends Section<readonly SpeechModel[]> {
  static override styles = [...Section.styles, installables];

  protected override readonly heading = t("system.models");

  protected override refreshedBy(): readonly (keyof Told)[] {
    return ["resync", "job"];
  }

  protected override concerns = changesInstalled;

  protected override async read(signal: AbortSignal): Promise<readonly SpeechModel[]> {
    return (await this.app.api.call("GET /api/models", { signal })).models;
  }

  protected override renderValue(models: readonly SpeechModel[]): TemplateResult {
    const list =
      models.length === 0
        ? html`<p class="hint">${t("system.no_models")}</p>`
        : html`<ul>
            ${models.map((model) => html`<li>${this.renderModel(model)}</li>`)}
          </ul>`;
    return html`${list}${
      may(this.app.me.get(), "edit") ? html`<wf-model-upload .app=${this.app}></wf-model-upload>` : nothing
    }`;
  }

  private renderModel(model: SpeechModel): TemplateResult {
    const { api, jobs, me } = this.app;
    const job = jobOf(jobs.get().value, model.job_id);
    return renderInstallable(model, {
      job,
      isAllowed: may(me.get(), "edit"),
      install: () => void this.order(() => api.call("POST /api/models", { body: { name: model.name } })),
      remove: () => void this.order(() => api.call("DELETE /api/models/{name}", { params: { name: model.name } })),
      cancel: () => void this.order(async () => job !== null && jobs.cancel(job.id)),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-models-section": ModelsSection;
  }
}
