import { mdiCctvOff } from "@mdi/js";
import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { t } from "../../i18n";
import { errorText } from "../../i18n/errors";
import { Watch } from "../../state/store";
import "../../ui/notice";
import { Page } from "../../ui/page";

/** Every camera as it is now. */
@customElement("wf-live-page")
export class LivePage extends Page {
  static override styles = [
    ...Page.styles,
    css`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr));
        gap: 1rem;
        margin-top: 1rem;
      }
    `,
  ];

  constructor() {
    super();
    new Watch(this, () => [this.app.cameras]);
  }

  protected override render(): TemplateResult {
    return html`<h1>${t("nav.live")}</h1>
      ${this.renderCameras()}`;
  }

  private renderCameras(): TemplateResult {
    const { value: cameras, error } = this.app.cameras.get();
    if (cameras === null) {
      return error === null
        ? html`<p>${t("loading")}</p>`
        : html`<wf-notice .icon=${mdiCctvOff} heading=${t("failure.title")} text=${errorText(error)}></wf-notice>`;
    }
    if (cameras.length === 0) {
      return html`<wf-notice .icon=${mdiCctvOff} heading=${t("live.none")} text=${t("live.none_text")}></wf-notice>`;
    }
    return html`<div class="grid">${cameras.map((camera) => html`<h2>${camera.name}</h2>`)}</div>`;
  }
}
