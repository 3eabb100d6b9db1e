import { mdiAlertCircle, mdiCheckCircle, mdiPencil, mdiPlus, mdiPowerStandby, mdiRestart, mdiTimerSand } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { App } from "../../app/app";
import type { Camera, Storage } from "../../api/generated";
import { t } from "../../i18n";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { icon } from "../../ui/icon";
import "../../ui/problem";
import { buttons, shared } from "../../ui/styles";
import "../../ui/switch";
import { shownState, type Shown } from "../live/camera-state";
import { forecastText } from "./forecast";
import { audioText, videoText } from "./stream-report";

const ICONS: Readonly<Record<Shown["kind"], string>> = {
  live: mdiCheckCircle,
  connecting: mdiTimerSand,
  offline: mdiAlertCircle,
  off: mdiPowerStandby,
};

/** Every camera: how it does, what it sends, how long its footage lasts, and what helps if something is wrong. */
@customElement("wf-camera-list")
export class CameraRows extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.75rem;
        margin-bottom: 1rem;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr));
        gap: 1rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        align-content: start;
        gap: 0.75rem;
        padding: 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      .top {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0.25rem 1rem;
      }
      h2 {
        overflow-wrap: anywhere;
      }
      .state {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        color: var(--wf-muted);
      }
      .state.live .icon {
        color: var(--wf-good);
      }
      .state.offline .icon {
        color: var(--wf-bad);
      }
      p {
        margin: 0;
        color: var(--wf-muted);
        font-size: 0.9375rem;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) cameras: readonly Camera[] = [];
  @property({ attribute: false }) storage: Storage | null = null;

  constructor() {
    super();
    new Watch(this, () => [this.app.me]);
  }

  protected override render(): TemplateResult {
    const isAdmin = may(this.app.me.get(), "admin");
    return html`
      <header>
        <h1>${t("nav.cameras")}</h1>
        ${
          isAdmin ? html`<a class="button primary" href="cameras/add">${icon(mdiPlus)}${t("cameras.add")}</a>` : nothing
        }
      </header>
      <ul>
        ${repeat(
          this.cameras,
          ({ id }) => id,
          (camera) => this.renderCamera(camera, isAdmin),
        )}
      </ul>
    `;
  }

  private renderCamera(camera: Camera, isAdmin: boolean): TemplateResult {
    const shown = shownState(camera);
    const { status } = camera;
    const storage = this.storage?.cameras.find(({ camera_id }) => camera_id === camera.id);
    const problem = shown.kind === "live" || shown.kind === "off" ? null : (status?.problem ?? null);
    return html`<li>
      <div class="top">
        <h2>${camera.name}</h2>
        <span class="state ${shown.kind}">${icon(ICONS[shown.kind])}${shown.label}</span>
      </div>
      ${problem === null ? nothing : html`<wf-problem .told=${problem}></wf-problem>`}
      ${
        status?.stream
          ? html`<p>${videoText(status.stream)}<br />${audioText(status.stream)}</p>`
          : html`<p>${t("cameras.no_stream")}</p>`
      }
      ${storage === undefined ? nothing : html`<p>${forecastText(storage)}</p>`} ${this.renderActions(camera, isAdmin)}
    </li>`;
  }

  private renderActions(camera: Camera, isAdmin: boolean): TemplateResult | typeof nothing {
    if (!may(this.app.me.get(), "control")) return nothing;
    const params = { camera_id: camera.id };
    const { api, toasts } = this.app;
    const restart = (): void =>
      void toasts.attempt(async () => {
        await api.call("POST /api/cameras/{camera_id}/restart", { params });
        toasts.done(t("cameras.restarting", { name: camera.name }));
      });
    return html`
      <wf-switch
        label=${t("cameras.enabled")}
        .checked=${camera.enabled}
        @change=${() => void toasts.attempt(() => this.turn(camera))}
      ></wf-switch>
      <div class="actions">
        ${
          isAdmin
            ? html`<a class="button" href="cameras/${encodeURIComponent(camera.id)}">
                ${icon(mdiPencil)}${t("cameras.edit")}<bdi class="hidden-text">${camera.name}</bdi>
              </a>`
            : nothing
        }
        <button ?disabled=${!camera.enabled} @click=${restart}>
          ${icon(mdiRestart)}${t("cameras.restart")}<bdi class="hidden-text">${camera.name}</bdi>
        </button>
      </div>
    `;
  }

  private async turn({ id, enabled }: Camera): Promise<void> {
    const params = { camera_id: id };
    await this.app.api.call(enabled ? "POST /api/cameras/{camera_id}/stop" : "POST /api/cameras/{camera_id}/start", {
      params,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-camera-list": CameraRows;
  }
}
