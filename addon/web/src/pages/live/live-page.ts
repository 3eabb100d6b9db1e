import { mdiCctv, mdiCctvOff } from "@mdi/js";
import { css, html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Camera, Speech } from "../../api/generated";
import { t } from "../../i18n";
import { errorText } from "../../i18n/errors";
import { Watch, type Unsubscribe } from "../../state/store";
import "../../ui/notice";
import { Page } from "../../ui/page";
import "./camera-tile";
import "./camera-view";

/** Every camera as it is now, or one of them. */
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

  @state() private speaking: ReadonlySet<string> = new Set();
  private leave: Unsubscribe | null = null;

  constructor() {
    super();
    new Watch(this, () => [this.app.cameras]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = this.app.events.on("speech", (speech) => (this.speaking = withSpeech(this.speaking, speech)));
  }

  override disconnectedCallback(): void {
    this.leave?.();
    super.disconnectedCallback();
  }

  protected override render(): TemplateResult {
    const id = this.place.params["camera"];
    const { value: cameras, error } = this.app.cameras.get();
    if (cameras === null) return this.renderNothingYet(error);
    if (id === undefined)
      return html`<h1>${t("nav.live")}</h1>
        ${this.renderGrid(cameras)}`;
    const camera = cameras.find((item) => item.id === id);
    if (camera === undefined) return this.renderGone();
    return html`<wf-camera-view .app=${this.app} .camera=${camera}></wf-camera-view>`;
  }

  private renderGrid(cameras: readonly Camera[]): TemplateResult {
    if (cameras.length === 0) {
      return html`<wf-notice .icon=${mdiCctv} heading=${t("live.none")} text=${t("live.none_text")}>
        <a class="button primary" href="cameras/add">${t("cameras.add_first")}</a>
      </wf-notice>`;
    }
    return html`<div class="grid">
      ${repeat(
        cameras,
        ({ id }) => id,
        (camera) =>
          html`<wf-camera-tile .app=${this.app} .camera=${camera} .speaking=${this.speaking.has(camera.id)}>
          </wf-camera-tile>`,
      )}
    </div>`;
  }

  private renderGone(): TemplateResult {
    return html`<h1 class="hidden-text">${t("live.gone")}</h1>
      <wf-notice .icon=${mdiCctvOff} heading=${t("live.gone")} text=${t("live.gone_text")}>
        <a class="button primary" href="live">${t("live.all")}</a>
      </wf-notice>`;
  }

  private renderNothingYet(error: Error | null): TemplateResult {
    return html`<h1>${t("nav.live")}</h1>
      ${
        error === null
          ? html`<p role="status">${t("loading")}</p>`
          : html`<wf-notice .icon=${mdiCctvOff} heading=${t("failure.title")} text=${errorText(error)}>
              <button class="primary" @click=${() => void this.app.cameras.load()}>${t("failure.retry")}</button>
            </wf-notice>`
      }`;
  }
}

/** Return the cameras near which somebody speaks, after somebody began or stopped. */
export function withSpeech(speaking: ReadonlySet<string>, { camera_id, phase }: Speech): ReadonlySet<string> {
  const next = new Set(speaking);
  if (phase === "ended") next.delete(camera_id);
  else next.add(camera_id);
  return next;
}
