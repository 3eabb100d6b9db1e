import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { t } from "../i18n";
import { RecordingPlayer, type PlayerState } from "../media/recording-player";
import type { Span } from "../pages/timeline/view";
import { sharedElement } from "../ui/element";
import { buttons, shared } from "../ui/styles";
import { Camera, failureText, windowAround } from "./commands";
import { nameOf, type Hass } from "./hass";
import { picture } from "./styles";

const STILL_MS = 1000;

/** What is told instead of a picture, and where footage goes on. */
export interface Missing {
  readonly text: string;
  readonly nextMs: number | null;
}

/**
 * The picture of a recording, through an address of the integration's own. Fires `position` while it plays, `playing`,
 * `finished` with the instant at which what was loaded ends, `next` to go where footage goes on.
 */
@sharedElement("wf-card-recorded")
export class CardRecorded extends LitElement {
  static override styles = [
    shared,
    buttons,
    picture,
    css`
      :host {
        display: flex;
        flex: 1 1 auto;
        flex-direction: column;
        min-height: 7rem;
      }
    `,
  ];

  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) entity = "";
  @property({ attribute: false }) missing: Missing | null = null;
  @property({ attribute: false }) caption: string | null = null;
  @state() private playerState: PlayerState = "idle";
  @state() private refusal: string | null = null;
  @state() private still: string | null = null;
  @query("video") private readonly video!: HTMLVideoElement;
  private loaded: Span | null = null;
  private player: RecordingPlayer | null = null;
  private stillS = 0;
  private orders = 0;

  override disconnectedCallback(): void {
    this.forget();
    super.disconnectedCallback();
  }

  /** Show an instant, loading what surrounds it inside of a range unless it is loaded. */
  async show(inside: Span, atMs: number, isPlaying: boolean): Promise<void> {
    const order = ++this.orders;
    await this.updateComplete;
    if (order !== this.orders) return;
    const player = this.ensurePlayer();
    if (this.isLoaded(atMs)) {
      player.seek(atMs);
      if (isPlaying) player.play();
      return;
    }
    player.close();
    this.loaded = windowAround(inside, atMs);
    this.refusal = null;
    this.playerState = "loading";
    try {
      const url = await new Camera(() => this.hass, this.entity).playlist(this.loaded, atMs);
      if (order === this.orders) void player.open(url, atMs, { isPlaying });
    } catch (error) {
      if (order !== this.orders) return;
      this.playerState = "idle";
      this.refusal = failureText(error);
    }
  }

  toggle(): void {
    this.player?.toggle();
  }

  pause(): void {
    this.player?.pause();
  }

  step(direction: 1 | -1): void {
    this.player?.step(direction, 0);
  }

  /** Let go of what is loaded. */
  forget(): void {
    this.orders++;
    this.player?.stop();
    this.player = this.loaded = this.still = this.refusal = null;
    this.playerState = "idle";
  }

  protected override render(): TemplateResult {
    const isUnplayable = this.playerState === "unplayable";
    return html`<div class="picture">
      <video
        playsinline
        ?hidden=${isUnplayable}
        aria-label=${t("card.recording_of", { name: nameOf(this.hass, this.entity) })}
        @click=${() => this.toggle()}
      ></video>
      ${isUnplayable ? this.renderStill() : nothing}
      ${this.caption === null ? nothing : html`<p class="caption" dir="auto">${this.caption}</p>`} ${this.renderCover()}
    </div>`;
  }

  private renderStill(): TemplateResult {
    return html`${this.still === null ? nothing : html`<img src=${this.still} alt="" />`}
      <p class="over note" role="status">${t("timeline.unplayable")}</p>`;
  }

  private renderCover(): TemplateResult {
    const { missing } = this;
    const text = missing?.text ?? this.refusal ?? stateText(this.playerState);
    if (text === null) return html`<slot></slot>`;
    const next = (): void => void this.dispatchEvent(new CustomEvent<number>("next", { detail: missing?.nextMs ?? 0 }));
    return html`<div class="cover" role="status">
      <p>${text}</p>
      ${missing?.nextMs == null ? nothing : html`<button @click=${next}>${t("timeline.next")}</button>`}
    </div>`;
  }

  private isLoaded(atMs: number): boolean {
    const isReady = this.playerState === "ready" || this.playerState === "unplayable";
    return isReady && this.loaded !== null && atMs >= this.loaded.startMs && atMs < this.loaded.endMs;
  }

  private ensurePlayer(): RecordingPlayer {
    if (this.player !== null) return this.player;
    const tell = (name: string, detail: unknown): void => void this.dispatchEvent(new CustomEvent(name, { detail }));
    const player = new RecordingPlayer(this.video, () => tell("finished", this.loaded?.endMs));
    player.state.subscribe((state) => (this.playerState = state));
    player.playing.subscribe((isPlaying) => tell("playing", isPlaying));
    player.position.subscribe((atMs) => {
      if (atMs === null) return;
      if (this.playerState === "unplayable") void this.showStill(Math.floor(atMs / STILL_MS));
      tell("position", atMs);
    });
    return (this.player = player);
  }

  /** A still a second for whoever's browser has no decoder. */
  private async showStill(atS: number): Promise<void> {
    if (atS === this.stillS) return;
    this.stillS = atS;
    try {
      const still = await new Camera(() => this.hass, this.entity).picture(atS * STILL_MS);
      if (atS === this.stillS) this.still = still;
    } catch {
      this.still = null;
    }
  }
}

function stateText(state: PlayerState): string | null {
  if (state === "loading") return t("loading");
  return state === "failed" || state === "offline" || state === "missing" ? t("timeline.failed") : null;
}
