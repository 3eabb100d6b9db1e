import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Health, ServerInfo } from "../../api/generated";
import { t } from "../../i18n";
import type { Told } from "../../state/events";
import { Section } from "./section";

interface State {
  info: ServerInfo;
  health: Health;
}

/** Whether all is well, else what is not and what helps; and which version this is. */
@customElement("wf-health-section")
export class HealthSection extends Section<State> {
  protected override readonly heading = t("system.health");

  protected override refreshedBy(): readonly (keyof Told)[] {
    return ["resync", "health"];
  }

  protected override async read(signal: AbortSignal): Promise<State> {
    const [info, health] = await Promise.all([
      this.app.api.call("GET /api/info", { signal }),
      this.app.api.health(signal),
    ]);
    return { info, health };
  }

  protected override renderValue({ info, health }: State): TemplateResult {
    return html`
      <div role="status">
        ${
          health.healthy
            ? html`<p>${t("system.well")}</p>`
            : html`<ul>
                ${health.reasons.map(
                  ({ message }) => html`<li><wf-problem .told=${{ code: null, message }}></wf-problem></li>`,
                )}
              </ul>`
        }
      </div>
      <dl>
        <dt>${t("system.version")}</dt>
        <dd>${info.version}</dd>
        <dt>${t("system.server")}</dt>
        <dd>${info.name}</dd>
      </dl>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-health-section": HealthSection;
  }
}
