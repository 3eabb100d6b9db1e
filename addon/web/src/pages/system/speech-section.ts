import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import type { EngineState, SpeechStatus } from "../../api/generated";
import { t } from "../../i18n";
import { decimal } from "../../i18n/amounts";
import { duration, instant } from "../../i18n/format";
import type { Told } from "../../state/events";
import { Section } from "./section";

/** How far behind the transcript is, and how the engines are. */
@customElement("wf-speech-section")
export class SpeechSection extends Section<SpeechStatus> {
  protected override readonly heading = t("system.speech");

  protected override refreshedBy(): readonly (keyof Told)[] {
    return ["resync", "speech_status"];
  }

  protected override read(signal: AbortSignal): Promise<SpeechStatus> {
    return this.app.api.call("GET /api/speech", { signal });
  }

  protected override renderValue(status: SpeechStatus): TemplateResult {
    const waiting = status.queued + status.running;
    return html`
      <p role="status">
        ${
          waiting === 0
            ? t("system.no_backlog")
            : t("system.backlog", { count: waiting, speech: duration(status.backlog_s * 1000) })
        }
        ${waiting > 0 && status.rtf !== null ? t("system.backlog_takes", { time: duration(status.work_s * 1000) }) : nothing}
        ${status.oldest_ms === null ? nothing : t("system.backlog_since", { at: instant(status.oldest_ms) })}
      </p>
      ${
        status.engines.length === 0
          ? html`<p class="hint">${t("system.no_engine")}</p>`
          : html`<ul>
              ${status.engines.map(renderEngine)}
            </ul>`
      }
    `;
  }
}

function renderEngine(engine: EngineState): TemplateResult {
  const state = engine.starting ? "starting" : engine.usable ? "usable" : "unusable";
  const parts = [engine.engine, engine.model, engine.device, t(`system.engine.${state}`)];
  const pace = engine.rtf === null ? nothing : t("system.pace", { seconds: decimal(engine.rtf, 2) });
  return html`<li>
    <p>${parts.filter(Boolean).join(" · ")}</p>
    <p class="hint">${engine.reason ?? engine.chosen ?? nothing} ${pace}</p>
  </li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-speech-section": SpeechSection;
  }
}
