import { mdiCctv, mdiCctvOff, mdiLockOutline, mdiPlus } from "@mdi/js";
import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Camera, Storage } from "../../api/generated";
import { t } from "../../i18n";
import { errorText } from "../../i18n/errors";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { icon } from "../../ui/icon";
import "../../ui/notice";
import { Page } from "../../ui/page";
import "./add-camera";
import "./camera-list";
import "./edit-camera";

/** What the address says instead of a camera's id. */
const ADD = "add";

/** Which cameras there are, and how each is set up. */
@customElement("wf-cameras-page")
export class CamerasPage extends Page {
  @state() private storage: Storage | null = null;

  constructor() {
    super();
    new Watch(this, () => [this.app.cameras, this.app.me]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.readStorage();
  }

  protected override render(): TemplateResult {
    const { camera: id, part = "" } = this.place.params;
    const { value: cameras, error } = this.app.cameras.get();
    const me = this.app.me.get();
    if (cameras === null || me === null) return this.renderNothingYet(error);
    if (id === undefined) return this.renderList(cameras);
    if (!may(me, "admin")) return renderNotice(mdiLockOutline, t("cameras.locked"), t("errors.forbidden"));
    if (id === ADD) return html`<wf-add-camera .app=${this.app} .way=${part}></wf-add-camera>`;
    const camera = cameras.find((item) => item.id === id);
    if (camera === undefined) return renderNotice(mdiCctvOff, t("live.gone"), t("live.gone_text"));
    return html`<wf-edit-camera .app=${this.app} .camera=${camera} .section=${part}></wf-edit-camera>`;
  }

  private renderList(cameras: readonly Camera[]): TemplateResult {
    if (cameras.length > 0) {
      return html`<wf-camera-list .app=${this.app} .cameras=${cameras} .storage=${this.storage}></wf-camera-list>`;
    }
    const isAdmin = may(this.app.me.get(), "admin");
    return html`<h1>${t("nav.cameras")}</h1>
      <wf-notice
        .icon=${mdiCctv}
        heading=${t("live.none")}
        text=${t(isAdmin ? "cameras.none_text" : "cameras.none_ask")}
      >
        ${
          isAdmin
            ? html`<a class="button primary" href="cameras/add">${icon(mdiPlus)}${t("cameras.add_first")}</a>
                <a class="button" href="cameras/add/search">${t("add.way.search")}</a>
                <a class="button" href="cameras/add/frigate">${t("add.way.frigate")}</a>`
            : ""
        }
      </wf-notice>`;
  }

  private renderNothingYet(error: Error | null): TemplateResult {
    return html`<h1>${t("nav.cameras")}</h1>
      ${
        error === null
          ? html`<p role="status">${t("loading")}</p>`
          : html`<wf-notice .icon=${mdiCctvOff} heading=${t("failure.title")} text=${errorText(error)}>
              <button class="primary" @click=${() => void this.app.cameras.load()}>${t("failure.retry")}</button>
            </wf-notice>`
      }`;
  }

  private async readStorage(): Promise<void> {
    try {
      this.storage = await this.app.api.call("GET /api/storage");
    } catch {
      // The list says all else without a forecast, which not everybody may see.
    }
  }
}

function renderNotice(path: string, heading: string, text: string): TemplateResult {
  return html`<h1 class="hidden-text">${heading}</h1>
    <wf-notice .icon=${path} heading=${heading} text=${text}>
      <a class="button primary" href="cameras">${t("cameras.all")}</a>
    </wf-notice>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-cameras-page": CamerasPage;
  }
}
