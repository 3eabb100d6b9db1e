import { mdiVolumeHigh, mdiVolumeOff } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { backoffMs } from "../api/backoff";
import { t } from "../i18n";
import { RecordingPlayer, type PlayerState } from "../media/recording-player";
import { sharedElement } from "../ui/element";
import { icon } from "../ui/icon";
import { buttons, shared } from "../ui/styles";
import { Camera, type Now } from "./commands";
import { isOff, nameOf, type Hass } from "./hass";
import { picture } from "./styles";

const STILL_EVERY_MS = 3000;
const CAPTION_MS = 12_000;
/** So far out of sight a picture begins already, that it is there once somebody has scrolled to it. */
const NEAR = "200px";

/** A camera as it is now, while somebody can see it: Home Assistant's stream, or stills where that cannot be shown. */
@sharedElement("wf-card-live")
export class CardLive extends LitElement {
  static override styles = [
    shared,
    buttons,
    picture,
    css`
      :host {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-height: 0;
      }
      button.sound {
        position: absolute;
        inset-block-end: 0.5rem;
        inset-inline-end: 0.5rem;
        border-color: transparent;
        background: rgb(0 0 0 / 76%);
        color: #fff;
      }
    `,
  ];

  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) entity = "";
  @property({ attribute: false }) now: Now | null = null;
  @property({ type: Boolean }) people = false;
  @property({ type: Boolean }) muted = true;
  @state() private isMuted = true;
  @state() private playerState: PlayerState = "idle";
  /** Whether the video shows anything yet; what plays may still be black. */
  @state() private hasPicture = false;
  @state() private isStillMissing = false;
  @state() private tick = 0;
  @query("video") private readonly video!: HTMLVideoElement;
  private player: RecordingPlayer | null = null;
  private failures = 0;
  private turn = 0;
  private isNear = false;
  private isWatched = false;
  private retrying: ReturnType<typeof setTimeout> | undefined;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private readonly sight = new IntersectionObserver(
    (entries) => {
      this.isNear = entries.at(-1)?.isIntersecting ?? false;
      this.look();
    },
    { rootMargin: NEAR },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.look);
    this.sight.observe(this);
  }

  override disconnectedCallback(): void {
    document.removeEventListener("visibilitychange", this.look);
    this.sight.unobserve(this);
    this.isNear = false;
    this.look();
    super.disconnectedCallback();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("muted")) this.isMuted = this.muted;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has("entity") && this.isWatched) this.start();
    this.look();
    this.video.muted = this.isMuted;
  }

  protected override render(): TemplateResult {
    const isShown = this.playerState === "ready" && this.hasPicture;
    return html`<div class="picture">
      <video
        playsinline
        aria-label=${t("card.live_of", { name: nameOf(this.hass, this.entity) })}
        @playing=${() => (this.hasPicture = true)}
        @emptied=${() => (this.hasPicture = false)}
      ></video>
      ${isShown ? nothing : this.renderStill()}
      <div class="over">${this.renderNote(isShown)} ${this.renderChips()}</div>
      ${this.renderCaption()}
      ${
        isShown
          ? html`<button
              class="sound round"
              aria-label=${this.isMuted ? t("card.unmute") : t("card.mute")}
              @click=${() => (this.isMuted = !this.isMuted)}
            >
              ${icon(this.isMuted ? mdiVolumeOff : mdiVolumeHigh)}
            </button>`
          : nothing
      }
    </div>`;
  }

  private renderStill(): TemplateResult | typeof nothing {
    const address = this.hass.states[this.entity]?.attributes["entity_picture"];
    if (typeof address !== "string") return nothing;
    const source = this.hass.hassUrl(`${address}&t=${this.tick}`);
    return html`<img
      src=${source}
      loading="lazy"
      class=${this.isStillMissing ? "missing" : nothing}
      @load=${() => (this.isStillMissing = false)}
      @error=${() => (this.isStillMissing = true)}
      alt=${t("card.live_of", { name: nameOf(this.hass, this.entity) })}
    />`;
  }

  private renderNote(isShown: boolean): TemplateResult | typeof nothing {
    if (isShown) return nothing;
    return html`<p class="note" role="status">
      ${t(this.isReachable() ? noteOf(this.playerState) : "card.live_away")}
    </p>`;
  }

  /** Whether the camera sends anything: without that Home Assistant shows its last picture as if it were live. */
  private isReachable(): boolean {
    return this.hass.states[this.entity]?.state !== "idle";
  }

  private renderChips(): TemplateResult | typeof nothing {
    const texts = isOff(this.hass, this.entity, "switch.recording") ? [t("card.not_recording")] : [];
    if (this.people) {
      for (const { name } of this.now?.visits ?? []) {
        texts.push(name === null ? t("card.stranger_here") : t("card.here", { name }));
      }
    }
    if (this.now?.is_speaking) texts.push(t("card.speaking"));
    if (texts.length === 0) return nothing;
    return html`<ul class="chips">
      ${texts.map((text) => html`<li dir="auto">${text}</li>`)}
    </ul>`;
  }

  private renderCaption(): TemplateResult | typeof nothing {
    const { line = null, name = null } = this.now ?? {};
    if (line === null || Date.now() - line.end_ms > CAPTION_MS) return nothing;
    return html`<p class="caption" dir="auto">${name === null ? "" : `${name}: `}${line.text}</p>`;
  }

  /** Fetch something only while it can be seen: many cards may be on one dashboard, and many dashboards in tabs. */
  private readonly look = (): void => {
    const isWatched = this.isNear && document.visibilityState !== "hidden" && this.isReachable();
    if (isWatched === this.isWatched) return;
    this.isWatched = isWatched;
    clearInterval(this.ticking);
    if (!isWatched) {
      this.stop();
      return;
    }
    this.tick++;
    this.ticking = setInterval(() => this.tick++, STILL_EVERY_MS);
    this.start();
  };

  private start(): void {
    this.stop();
    const turn = this.turn;
    const player = new RecordingPlayer(this.video);
    this.player = player;
    player.state.subscribe((state) => this.told(state));
    new Camera(() => this.hass, this.entity).live().then(
      (url) => {
        if (turn === this.turn) void player.open(url, Date.now());
      },
      () => {
        if (turn === this.turn) this.told("failed");
      },
    );
  }

  private stop(): void {
    this.turn++;
    clearTimeout(this.retrying);
    this.player?.stop();
    this.player = null;
    this.hasPicture = false;
  }

  private told(state: PlayerState): void {
    this.playerState = state;
    if (state === "ready") this.failures = 0;
    if (state !== "failed" && state !== "offline" && state !== "missing") return;
    clearTimeout(this.retrying);
    this.retrying = setTimeout(() => this.start(), backoffMs(this.failures++));
  }
}

function noteOf(state: PlayerState): "card.live_coming" | "card.live_failed" | "card.live_unplayable" {
  if (state === "unplayable") return "card.live_unplayable";
  return state === "idle" || state === "loading" || state === "ready" ? "card.live_coming" : "card.live_failed";
}
