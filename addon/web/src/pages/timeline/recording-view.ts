import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Camera, Gap, Line } from "../../api/generated";
import { t } from "../../i18n";
import { hourMinute } from "../../i18n/format";
import { buttons, shared } from "../../ui/styles";
import { RecordedPlayer, type PlayerState } from "./recorded-player";
import type { Span } from "./view";

/** Why there is no picture of the instant that was asked for. */
export interface Missing {
  readonly gap: Gap | null;
  readonly nextMs: number | null;
}

/** The recording's picture. Fires `position` while it plays, `next` to go where footage goes on, `playing`. */
@customElement("wf-recording")
export class RecordingView extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        position: relative;
        display: block;
        overflow: hidden;
        border-radius: var(--wf-radius);
        background: #0b0e0d;
        color: #e7edea;
      }
      video,
      img {
        display: block;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      .cover {
        position: absolute;
        inset: 0;
        display: flex;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: 0.75rem;
        padding: 1rem;
        background: rgb(8 11 10 / 82%);
        text-align: center;
      }
      .cover p,
      .caption,
      .note {
        margin: 0;
      }
      .caption {
        position: absolute;
        inset: auto 0 5%;
        width: fit-content;
        max-width: 90%;
        margin: 0 auto;
        padding: 0.2rem 0.6rem;
        border-radius: 6px;
        background: rgb(0 0 0 / 72%);
        font-size: clamp(0.9rem, 2.2vw, 1.25rem);
        text-align: center;
      }
      .note {
        position: absolute;
        inset: 0 0 auto;
        padding: 0.35rem 0.75rem;
        background: rgb(0 0 0 / 65%);
        font-size: 0.8125rem;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) camera!: Camera;
  @property({ attribute: false }) missing: Missing | null = null;
  @property({ attribute: false }) caption: Line | null = null;
  @property({ attribute: false }) positionMs: number | null = null;
  @property({ attribute: false }) speed = 1;
  @state() private playerState: PlayerState = "idle";
  @query("video") private readonly video!: HTMLVideoElement;
  private player: RecordedPlayer | null = null;
  private loaded: Span | null = null;

  override disconnectedCallback(): void {
    this.player?.stop();
    this.player = this.loaded = null;
    super.disconnectedCallback();
  }

  /** Show an instant of a window, opening that if it is another one. */
  show(window: Span, atMs: number): void {
    const isLoaded = this.loaded?.startMs === window.startMs && atMs < this.loaded.endMs;
    if (isLoaded && this.player?.state.get() === "ready") {
      this.player.seek(atMs);
      return;
    }
    this.loaded = window;
    const params = { camera_id: this.camera.id, start_ms: window.startMs, end_ms: window.endMs };
    const address = this.app.api.url("GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8", { params });
    void this.ensurePlayer().open(address, atMs, !this.video.paused);
  }

  async toggle(): Promise<void> {
    await this.player?.toggle();
  }

  pause(): void {
    this.video.pause();
  }

  step(direction: 1 | -1): void {
    this.player?.step(direction, this.camera.status?.stream?.frames_per_s ?? 0);
  }

  /** Forget what is loaded: the camera or the day is another one. */
  clear(): void {
    this.player?.stop();
    this.player = this.loaded = null;
    this.playerState = "idle";
    this.video.removeAttribute("src");
    this.video.load();
  }

  protected override render(): TemplateResult {
    return html`
      <video
        playsinline
        aria-label=${this.camera.name}
        @play=${this.tellPlaying}
        @pause=${this.tellPlaying}
        @ended=${() => this.dispatchEvent(new CustomEvent("ended"))}
        @click=${() => void this.toggle()}
        @keydown=${this.tellPlaying}
      ></video>
      ${this.playerState === "unplayable" ? this.renderStill() : nothing}
      ${this.caption === null ? nothing : html`<p class="caption" dir="auto">${this.caption.text}</p>`}
      ${this.renderCover()}
    `;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has("speed") || changes.has("camera")) this.video.playbackRate = this.speed;
  }

  private renderStill(): TemplateResult {
    const params = { camera_id: this.camera.id };
    const query = { at: this.positionMs, width: 960 };
    const address = this.app.api.url("GET /api/cameras/{camera_id}/snapshot.jpg", { params, query });
    return html`<div class="cover">
      <img src=${address} alt=${t("live.picture_of", { name: this.camera.name })} />
      <p class="note">${t("timeline.unplayable")}</p>
    </div>`;
  }

  private renderCover(): TemplateResult | typeof nothing {
    if (this.missing !== null) return this.renderMissing(this.missing);
    if (this.playerState === "failed")
      return html`<div class="cover" role="status"><p>${t("timeline.failed")}</p></div>`;
    if (this.playerState === "loading") return html`<div class="cover" role="status"><p>${t("loading")}</p></div>`;
    return nothing;
  }

  private renderMissing({ gap, nextMs }: Missing): TemplateResult {
    return html`<div class="cover" role="status">
      <p>${gap === null ? t("timeline.unrecorded") : gapText(gap)}</p>
      ${
        nextMs === null
          ? nothing
          : html`<button @click=${() => this.dispatchEvent(new CustomEvent<number>("next", { detail: nextMs }))}>
              ${t("timeline.next")}
            </button>`
      }
    </div>`;
  }

  private ensurePlayer(): RecordedPlayer {
    if (this.player !== null) return this.player;
    const player = new RecordedPlayer(this.video);
    player.state.subscribe((state) => (this.playerState = state));
    player.position.subscribe((atMs) => this.dispatchEvent(new CustomEvent("position", { detail: atMs })));
    this.player = player;
    return player;
  }

  private readonly tellPlaying = (): void => {
    this.video.playbackRate = this.speed;
    this.dispatchEvent(new CustomEvent<boolean>("playing", { detail: !this.video.paused }));
  };
}

function gapText({ start_ms, end_ms, reason }: Gap): string {
  return t("timeline.gap_between", {
    start: hourMinute(start_ms),
    end: hourMinute(end_ms ?? Date.now()),
    reason: t(`gap.${reason}`),
  });
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-recording": RecordingView;
  }
}
