import { mdiClose, mdiPause, mdiPlay, mdiTimelineClock } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { App } from "../app/app";
import { t } from "../i18n";
import { instant } from "../i18n/format";
import { RecordingPlayer, type PlayerState } from "../media/recording-player";
import { icon } from "./icon";
import { stillAt } from "./still";
import { buttons, shared } from "./styles";

/** How much after the moment can be watched on. */
const LASTS_MS = 300_000;

/** What to play: a camera's recording from an instant on. */
export interface Moment {
  camera_id: string;
  at_ms: number;
}

/** Plays a recording from one moment on. Fires `closed` when it is no longer wanted. */
@customElement("wf-moment-player")
export class MomentPlayer extends LitElement {
  static override styles = [
    shared,
    buttons,
    css`
      :host {
        display: block;
        overflow: hidden;
        border: 1px solid var(--wf-line);
        border-radius: var(--wf-radius);
        background: var(--wf-card);
      }
      video,
      img {
        display: block;
        width: 100%;
        object-fit: contain;
        aspect-ratio: 16 / 9;
        background: #000;
      }
      p {
        margin: 0;
        padding: 0.5rem 0.75rem 0;
        color: var(--wf-muted);
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem;
        padding: 0.25rem 0.25rem 0.25rem 0.75rem;
      }
      [hidden] {
        display: none;
      }
      .where {
        flex: 1;
        min-width: 8rem;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) moment!: Moment;
  @state() private state: PlayerState = "idle";
  @state() private positionMs: number | null = null;
  @state() private isPlaying = false;
  @query("video") private readonly video!: HTMLVideoElement;
  private player: RecordingPlayer | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.play();
  }

  override disconnectedCallback(): void {
    this.player?.stop();
    this.player = null;
    super.disconnectedCallback();
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has("moment")) this.play();
  }

  protected override render(): TemplateResult {
    const { camera_id, at_ms } = this.moment;
    const name = this.app.cameras.find(camera_id)?.name ?? t("moment.gone_camera");
    const where = `${name}, ${instant(at_ms)}`;
    const isStill = this.state === "unplayable";
    return html`
      <video ?hidden=${isStill} controls playsinline aria-label=${where}></video>
      ${isStill ? stillAt(this.app, { id: camera_id, name }, this.positionMs ?? at_ms) : nothing}
      <div role="status">${this.renderState()}</div>
      <div class="bar">
        ${isStill ? this.renderToggle() : nothing}
        <span class="where">${where}</span>
        <a class="button plain" href="timeline/${encodeURIComponent(camera_id)}?at=${Math.round(at_ms)}">
          ${icon(mdiTimelineClock)}${t("moment.timeline")}
        </a>
        <button
          class="plain round"
          aria-label=${t("moment.close")}
          @click=${() => this.dispatchEvent(new CustomEvent("closed"))}
        >
          ${icon(mdiClose)}
        </button>
      </div>
    `;
  }

  private renderState(): TemplateResult | typeof nothing {
    const { state } = this;
    if (state === "offline") return html`<p>${t("errors.offline")}</p>`;
    return state === "missing" || state === "failed" || state === "unplayable"
      ? html`<p>${t(`moment.${state}`)}</p>`
      : nothing;
  }

  /** Stills have no controls of the browser's. */
  private renderToggle(): TemplateResult {
    const label = this.isPlaying ? t("timeline.pause") : t("timeline.play");
    return html`<button class="plain round" aria-label=${label} @click=${() => this.player?.toggle()}>
      ${icon(this.isPlaying ? mdiPause : mdiPlay)}
    </button>`;
  }

  private play(): void {
    const { camera_id, at_ms } = this.moment;
    const start_ms = Math.round(at_ms);
    const params = { camera_id, start_ms, end_ms: start_ms + LASTS_MS };
    const address = this.app.api.url("GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8", { params });
    void this.ensurePlayer().open(address, start_ms);
  }

  private ensurePlayer(): RecordingPlayer {
    if (this.player !== null) return this.player;
    const player = (this.player = new RecordingPlayer(this.video));
    player.state.subscribe((state) => (this.state = state));
    player.position.subscribe((atMs) => (this.positionMs = atMs));
    player.playing.subscribe((isPlaying) => (this.isPlaying = isPlaying));
    return player;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-moment-player": MomentPlayer;
  }
}
