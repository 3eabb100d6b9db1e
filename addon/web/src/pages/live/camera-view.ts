import {
  mdiArrowLeft,
  mdiCamera,
  mdiContentSave,
  mdiFullscreen,
  mdiTimelineClock,
  mdiVolumeHigh,
  mdiVolumeOff,
} from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Camera } from "../../api/generated";
import { t } from "../../i18n";
import { may } from "../../state/rights";
import { Watch } from "../../state/store";
import { icon } from "../../ui/icon";
import { buttons, shared } from "../../ui/styles";
import "../../ui/switch";
import "./live-picture";
import type { LivePicture } from "./live-picture";

type Setting = "record" | "transcribe" | "recognize_faces";
const SETTINGS: readonly Setting[] = ["record", "transcribe", "recognize_faces"];
const SAVED_S = 30;

/** One camera, large and with sound, and what can be done with it at once. */
@customElement("wf-camera-view")
export class CameraView extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: grid;
        gap: 1rem;
        max-width: 80rem;
        margin: 0 auto;
      }
      header,
      .actions {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
      }
      header h1 {
        flex: 1;
      }
      wf-live-picture {
        max-height: calc(100dvh - 18rem);
        min-height: 12rem;
        width: 100%;
        border-radius: var(--wf-radius);
      }
      .switches {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr));
        gap: 0.25rem 1.5rem;
        padding: 0.75rem 1rem;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) camera!: Camera;
  @state() private muted = true;
  @state() private isSaving = false;
  @query("wf-live-picture") private readonly picture!: LivePicture;

  constructor() {
    super();
    new Watch(this, () => [this.app.me]);
  }

  protected override render(): TemplateResult {
    const { camera } = this;
    const me = this.app.me.get();
    return html`
      <header>
        <a class="button plain round" href="live" aria-label=${t("live.all")} title=${t("live.all")}>
          ${icon(mdiArrowLeft)}
        </a>
        <h1>${camera.name}</h1>
        <a class="button" href="timeline/${encodeURIComponent(camera.id)}">
          ${icon(mdiTimelineClock)}${t("nav.timeline")}
        </a>
      </header>
      <wf-live-picture .app=${this.app} .camera=${camera} .muted=${this.muted}></wf-live-picture>
      <div class="actions">
        ${
          camera.status?.stream?.audio_codec
            ? html`<button aria-pressed=${!this.muted} @click=${() => (this.muted = !this.muted)}>
                ${icon(this.muted ? mdiVolumeOff : mdiVolumeHigh)}${t("live.sound")}
              </button>`
            : nothing
        }
        <a class="button" href=${this.snapshot()} download=${`${camera.name}.jpg`}>
          ${icon(mdiCamera)}${t("live.snapshot")}
        </a>
        ${
          may(me, "control")
            ? html`<button ?disabled=${this.isSaving} @click=${this.save}>
                ${icon(mdiContentSave)}${t("live.save", { seconds: SAVED_S })}
              </button>`
            : nothing
        }
        <button @click=${() => void this.picture.enlarge()}>${icon(mdiFullscreen)}${t("live.fullscreen")}</button>
      </div>
      <div class="switches">
        ${SETTINGS.map(
          (setting) => html`
            <wf-switch
              label=${t(`live.setting.${setting}`)}
              .checked=${camera[setting]}
              ?disabled=${!may(me, "admin")}
              @change=${() => void this.toggle(setting)}
            ></wf-switch>
          `,
        )}
      </div>
    `;
  }

  private snapshot(): string {
    return this.app.api.url("GET /api/cameras/{camera_id}/snapshot.jpg", { params: { camera_id: this.camera.id } });
  }

  private readonly save = async (): Promise<void> => {
    this.isSaving = true;
    const params = { camera_id: this.camera.id };
    const isOrdered = await this.app.toasts.attempt(() =>
      this.app.api.call("POST /api/cameras/{camera_id}/save", { params, body: { seconds: SAVED_S } }),
    );
    this.isSaving = false;
    if (isOrdered) this.app.toasts.done(t("live.saving"));
  };

  private async toggle(setting: Setting): Promise<void> {
    const wanted = !this.camera[setting];
    if (await this.app.toasts.attempt(() => this.change(setting, wanted))) {
      const text = t(wanted ? "live.turned_on" : "live.turned_off", { what: t(`live.setting.${setting}`) });
      this.app.toasts.done(text, () => this.change(setting, !wanted));
    }
    this.requestUpdate();
  }

  private async change(setting: Setting, value: boolean): Promise<void> {
    const params = { camera_id: this.camera.id };
    await this.app.api.call("PATCH /api/cameras/{camera_id}", { params, body: { [setting]: value } });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-camera-view": CameraView;
  }
}
