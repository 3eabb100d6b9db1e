import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { t } from "../../i18n";
import { Page } from "../../ui/page";
import "./faces-section";
import "./health-section";
import "./microphone-section";
import "./models-section";
import "./speech-section";
import "./storage-section";

/** How the server does: health, space, speech, microphones, models and the engine for faces. */
@customElement("wf-system-page")
export class SystemPage extends Page {
  static override styles = [
    ...Page.styles,
    css`
      .parts {
        columns: 2 26rem;
        column-gap: 1rem;
        margin-top: 1rem;
      }
      .parts > * {
        display: block;
        margin-bottom: 1rem;
        break-inside: avoid;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { app } = this;
    return html`<h1>${t("nav.system")}</h1>
      <div class="parts">
        <wf-health-section .app=${app}></wf-health-section>
        <wf-speech-section .app=${app}></wf-speech-section>
        <wf-storage-section .app=${app}></wf-storage-section>
        <wf-microphone-section .app=${app}></wf-microphone-section>
        <wf-models-section .app=${app}></wf-models-section>
        <wf-faces-section .app=${app}></wf-faces-section>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-system-page": SystemPage;
  }
}
