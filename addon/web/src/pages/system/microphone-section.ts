import { mdiAlert, mdiCheckCircle } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { Camera, MicrophoneReport } from "../../api/generated";
import { t } from "../../i18n";
import { decimal } from "../../i18n/amounts";
import { percent } from "../../i18n/format";
import { icon } from "../../ui/icon";
import { Section } from "./section";

interface Heard {
  camera: Camera;
  report: MicrophoneReport;
}

/** How well each camera hears, and what to do about it. */
@customElement("wf-microphone-section")
export class MicrophoneSection extends Section<readonly Heard[]> {
  static override styles = [
    ...Section.styles,
    css`
      li {
        display: grid;
        gap: 0.35rem;
        padding: 0.75rem 0;
        border-top: 1px solid var(--wf-line);
      }
      .advice {
        display: flex;
        gap: 0.5rem;
      }
      .poor .icon {
        color: var(--wf-warn);
      }
      .good .icon {
        color: var(--wf-good);
      }
    `,
  ];

  protected override readonly heading = t("system.microphones");

  protected override async read(signal: AbortSignal): Promise<readonly Heard[]> {
    const { cameras } = await this.app.api.call("GET /api/cameras", { signal });
    return Promise.all(
      cameras
        .filter(({ transcribe }) => transcribe)
        .map(async (camera) => {
          const params = { camera_id: camera.id };
          return {
            camera,
            report: await this.app.api.call("GET /api/cameras/{camera_id}/microphone", { params, signal }),
          };
        }),
    );
  }

  protected override renderValue(heard: readonly Heard[]): TemplateResult {
    if (heard.length === 0) return html`<p class="hint">${t("system.nobody_listens")}</p>`;
    return html`<ul>
      ${heard.map(
        ({ camera, report }) =>
          html`<li>
            <h3>${camera.name}</h3>
            ${renderReport(report)}
          </li>`,
      )}
    </ul>`;
  }
}

function renderReport(report: MicrophoneReport): TemplateResult {
  if (report.heard_s === 0) return html`<p class="hint">${t("system.nothing_heard")}</p>`;
  const levels = [
    report.level_db === null ? null : t("system.level", { level: decimal(report.level_db) }),
    report.snr_db === null ? null : t("system.above_noise", { level: decimal(report.snr_db) }),
    report.clipping === null ? null : t("system.clipping", { share: percent(report.clipping) }),
    report.speech === null ? null : t("system.share", { share: percent(report.speech) }),
  ];
  return html`
    <p class="hint">${levels.filter(Boolean).join(" · ")}</p>
    ${report.judgements.map(({ verdict, advice }) =>
      verdict === "unknown"
        ? nothing
        : html`<p class="advice ${verdict}">${icon(verdict === "good" ? mdiCheckCircle : mdiAlert)}${advice}</p>`,
    )}
  `;
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-microphone-section": MicrophoneSection;
  }
}
