import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import type { Camera, Gap, Line } from "../../api/generated";
import { t } from "../../i18n";
import { RecordingPlayer, type Opening, type PlayerState } from "../../media/recording-player";
import type { Unsubscribe } from "../../state/store";
import { overPicture } from "../../ui/over-picture";
import { stillAt } from "../../ui/still";
import { buttons, shared } from "../../ui/styles";
import { gapText } from "./gap-text";
import type { Span } from "./view";

/** Why there is no picture of the instant that was asked for. */
export interface Missing {
  readonly gap: Gap | null;
  readonly nextMs: number | null;
}

/**
 * The recording's picture. Fires `position` while it plays, `playing`, `finished` at the end of what was to be played,
 * `next` to go where footage goes on.
 */
@customElement("wf-recording")
export class RecordingView extends LitElement {
  static override styles = [
    shared,
    buttons,
    overPicture,
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
      .note {
        position: absolute;
        inset: 0 0 auto;
        margin: 0;
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
  @property({ attribute: false }) muted = false;
  @state() private playerState: PlayerState = "idle";
  @query("video") private readonly video!: HTMLVideoElement;
  private player: RecordingPlayer | null = null;
  private loaded: Span | null = null;
  private leave: Unsubscribe | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    // The server is back; what could not be had may be there now.
    this.leave = this.app.events.on("resync", () => {
      if (this.playerState === "offline") this.retry();
    });
  }

  override disconnectedCallback(): void {
    this.leave?.();
    this.drop();
    super.disconnectedCallback();
  }

  /** Show an instant of a window, opening that if it is another one. Without `opening`, it plays if it did. */
  show(window: Span, atMs: number, opening: Opening = {}): void {
    const player = this.ensurePlayer();
    const { isPlaying = player.playing.get(), untilMs = null } = opening;
    const isLoaded = this.loaded?.startMs === window.startMs && atMs < this.loaded.endMs;
    const state = player.state.get();
    if (isLoaded && (state === "ready" || state === "unplayable")) {
      player.seek(atMs);
      if (isPlaying) player.play(untilMs);
      return;
    }
    this.loaded = window;
    void player.open(this.playlist(window), atMs, { isPlaying, untilMs });
  }

  /** Whether there was nothing of what was asked for. */
  get isMissing(): boolean {
    return this.playerState === "missing";
  }

  toggle(): void {
    this.player?.toggle();
  }

  pause(): void {
    this.player?.pause();
  }

  step(direction: 1 | -1): void {
    this.player?.step(direction, this.camera.status?.stream?.frames_per_s ?? 0);
  }

  /** Forget what is loaded: the camera or the day is another one. */
  clear(): void {
    this.loaded = null;
    this.player?.close();
  }

  protected override render(): TemplateResult {
    return html`
      <video
        playsinline
        .muted=${this.muted}
        ?hidden=${this.playerState === "unplayable"}
        aria-label=${this.camera.name}
        @click=${this.toggle}
      ></video>
      ${this.playerState === "unplayable" ? this.renderStill() : nothing}
      ${this.caption === null ? nothing : html`<p class="caption" dir="auto">${this.caption.text}</p>`}
      ${this.renderCover()}
    `;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has("speed")) this.player?.setRate(this.speed);
  }

  private renderStill(): TemplateResult {
    return html`${stillAt(this.app, this.camera, this.positionMs ?? Date.now())}
      <p class="note" role="status">${t("timeline.unplayable")}</p>`;
  }

  private renderCover(): TemplateResult | typeof nothing {
    if (this.missing !== null) return this.renderMissing(this.missing);
    if (this.playerState === "loading") return html`<div class="cover" role="status"><p>${t("loading")}</p></div>`;
    if (this.playerState === "missing") return this.renderMissing({ gap: null, nextMs: null });
    if (this.playerState === "offline" || this.playerState === "failed") return this.renderFailed(this.playerState);
    return nothing;
  }

  private renderFailed(state: "offline" | "failed"): TemplateResult {
    return html`<div class="cover" role="status">
      <p>${state === "offline" ? t("errors.offline") : t("timeline.failed")}</p>
      <button @click=${this.retry}>${t("failure.retry")}</button>
    </div>`;
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

  private readonly retry = (): void => {
    const { loaded, positionMs } = this;
    if (loaded === null) return;
    this.loaded = null;
    this.show(loaded, positionMs ?? loaded.startMs);
  };

  private playlist({ startMs, endMs }: Span): string {
    const params = { camera_id: this.camera.id, start_ms: startMs, end_ms: endMs };
    return this.app.api.url("GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8", { params });
  }

  private ensurePlayer(): RecordingPlayer {
    if (this.player !== null) return this.player;
    const tell = (name: string, detail: unknown): void => void this.dispatchEvent(new CustomEvent(name, { detail }));
    const player = new RecordingPlayer(this.video, () => tell("finished", this.loaded?.endMs));
    player.setRate(this.speed);
    player.state.subscribe((state) => (this.playerState = state));
    player.position.subscribe((atMs) => tell("position", atMs));
    player.playing.subscribe((isPlaying) => tell("playing", isPlaying));
    this.player = player;
    return player;
  }

  private drop(): void {
    this.player?.stop();
    this.player = this.loaded = null;
    this.playerState = "idle";
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-recording": RecordingView;
  }
}
