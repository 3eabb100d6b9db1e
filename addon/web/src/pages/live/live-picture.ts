import { mdiCctvOff, mdiTimerSand, mdiPowerStandby } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Camera } from "../../api/generated";
import { t } from "../../i18n";
import { LivePlayer, type LiveState } from "../../media/live-player";
import type { Unsubscribe } from "../../state/store";
import { icon } from "../../ui/icon";
import { shared } from "../../ui/styles";
import { shownState, type Shown } from "./camera-state";

const ICONS: Readonly<Record<Shown["kind"], string>> = {
  live: mdiTimerSand,
  connecting: mdiTimerSand,
  offline: mdiCctvOff,
  off: mdiPowerStandby,
};

/**
 * A camera's picture as it is now: video while it is to be seen, else nothing is fetched. What the browser cannot
 * decode is shown as pictures; what the camera does not send is explained over the last picture there is.
 */
@customElement("wf-live-picture")
export class LivePicture extends LitElement {
  static override styles = [
    shared,
    css`
      :host {
        position: relative;
        display: block;
        aspect-ratio: 16 / 9;
        overflow: hidden;
        background: #0b0e0d;
        color: #e7edea;
      }
      video,
      img {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      .still {
        filter: saturate(0.6) brightness(0.5);
      }
      .cover {
        position: absolute;
        inset: 0;
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: 0.35rem;
        padding: 1rem;
        text-align: center;
        text-shadow: 0 1px 3px #000;
      }
      .cover p {
        margin: 0;
        font-size: 0.875rem;
        overflow-wrap: anywhere;
      }
      .note {
        position: absolute;
        inset: auto 0 0;
        margin: 0;
        padding: 0.35rem 0.75rem;
        background: rgb(0 0 0 / 65%);
        font-size: 0.8125rem;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) camera!: Camera;
  @property({ type: Boolean }) muted = true;
  @state() private live: LiveState = "connecting";
  @state() private isSeen = false;
  @state() private hasStill = true;
  @query("video") private readonly video!: HTMLVideoElement;
  private player: LivePlayer | null = null;
  private leave: Unsubscribe | null = null;
  private readonly sight = new IntersectionObserver(([entry]) => this.see(entry?.isIntersecting ?? false));
  private inView = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.sight.observe(this);
    document.addEventListener("visibilitychange", this.look);
  }

  override disconnectedCallback(): void {
    this.sight.unobserve(this);
    document.removeEventListener("visibilitychange", this.look);
    this.see(false);
    this.stop();
    super.disconnectedCallback();
  }

  /** The picture that is shown now, full screen. */
  async enlarge(): Promise<void> {
    await this.requestFullscreen();
  }

  protected override render(): TemplateResult {
    const shown = shownState(this.camera);
    const isPictures = this.live === "unplayable" && shown.kind === "live" && this.isSeen;
    const isCovered = shown.kind !== "live" || (this.live !== "playing" && this.live !== "unplayable");
    return html`
      <video ?hidden=${isPictures} .muted=${this.muted} playsinline autoplay aria-label=${this.camera.name}></video>
      ${isPictures ? this.renderPictures() : nothing} ${isCovered ? this.renderCover(shown) : nothing}
    `;
  }

  protected override updated(changes: PropertyValues): void {
    if (!changes.has("camera") && !changes.has("isSeen")) return;
    const isWanted = this.isSeen && shownState(this.camera).kind === "live";
    if (isWanted && this.player === null) this.start();
    if (!isWanted && this.player !== null) this.stop();
  }

  private renderPictures(): TemplateResult {
    const params = { camera_id: this.camera.id };
    const address = this.app.api.url("GET /api/cameras/{camera_id}/mjpeg", { params });
    return html`<img src=${address} alt=${t("live.picture_of", { name: this.camera.name })} />
      <p class="note">${t("live.unplayable")}</p>`;
  }

  private renderCover(shown: Shown): TemplateResult {
    const still = this.app.api.url("GET /api/cameras/{camera_id}/snapshot.jpg", {
      params: { camera_id: this.camera.id },
      query: { width: 640 },
    });
    // Of a camera that is only just there, nothing is asked for that cannot be there.
    const hasSent = this.camera.status?.last_media_ms != null || shown.kind === "offline" || shown.kind === "off";
    const label = shown.kind === "live" ? t("camera.connecting") : shown.label;
    return html`
      ${
        this.hasStill && hasSent
          ? html`<img class="still" src=${still} alt="" @error=${() => (this.hasStill = false)} />`
          : nothing
      }
      <div class="cover">
        ${icon(ICONS[shown.kind])}
        <span>${label}</span>
        ${shown.detail === null ? nothing : html`<p>${shown.detail}</p>`}
      </div>
    `;
  }

  private see(inView: boolean): void {
    this.inView = inView;
    this.look();
  }

  private readonly look = (): void => {
    this.isSeen = this.inView && document.visibilityState === "visible";
  };

  private start(): void {
    const params = { camera_id: this.camera.id };
    const player = new LivePlayer(this.app.api.socketUrl("GET /api/cameras/{camera_id}/live", { params }), this.video);
    this.player = player;
    this.live = "connecting";
    this.leave = player.state.subscribe((live) => (this.live = live));
    player.start();
  }

  private stop(): void {
    this.leave?.();
    this.player?.stop();
    this.player = this.leave = null;
    this.live = "connecting";
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-live-picture": LivePicture;
  }
}
