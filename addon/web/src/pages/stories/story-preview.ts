import { mdiPause, mdiPlay, mdiSkipNext, mdiSkipPrevious } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, queryAll, state } from "lit/decorators.js";
import type { App } from "../../app/app";
import { t } from "../../i18n";
import { instant } from "../../i18n/format";
import { RecordingPlayer } from "../../media/recording-player";
import type { Unsubscribe } from "../../state/store";
import { icon } from "../../ui/icon";
import { overPicture } from "../../ui/over-picture";
import { stillAt } from "../../ui/still";
import { buttons, shared } from "../../ui/styles";
import { spokenAt } from "../timeline/transcript";
import type { ClipLines } from "./clip-lines";
import { totalMs, type EditList } from "./edit-list";
import { placeAt, storyMsOf } from "./story-clock";
import { StoryPlayer, type Holes, type Showing } from "./story-player";
import { length } from "./times";

const STEP_MS = 100;

/** Plays an edit list as its export will be. Fires `showing` with each change of what is shown. */
@customElement("wf-story-preview")
export class StoryPreview extends LitElement {
  static override styles = [
    shared,
    buttons,
    overPicture,
    css`
      :host {
        display: block;
        min-width: 0;
      }
      .picture {
        position: relative;
        overflow: hidden;
        aspect-ratio: 16 / 9;
        border-radius: var(--wf-radius);
        background: #0b0e0d;
        color: #e7edea;
      }
      .over {
        position: absolute;
        inset: 0 0 auto;
        padding: 0.35rem 0.75rem;
        background: rgb(0 0 0 / 65%);
        font-size: 0.8125rem;
      }
      video,
      img {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      video {
        visibility: hidden;
      }
      video.front {
        visibility: visible;
      }
      .cover.loading {
        background: none;
        pointer-events: none;
      }
      p {
        margin: 0;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 0.25rem;
        padding-top: 0.5rem;
      }
      input {
        flex: 1;
        min-width: 4rem;
        min-height: 2.5rem;
        accent-color: var(--wf-accent);
      }
      .time {
        color: var(--wf-muted);
        font-size: 0.875rem;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .note {
        padding-top: 0.35rem;
        color: var(--wf-muted);
        font-size: 0.875rem;
      }
    `,
  ];

  @property({ attribute: false }) app!: App;
  @property({ attribute: false }) list!: EditList;
  @property({ attribute: false }) lines!: ClipLines;
  @property({ attribute: false }) holes: Holes = new Map();
  @state() private showing: Showing | null = null;
  @queryAll("video") private readonly videos!: NodeListOf<HTMLVideoElement>;
  private player: StoryPlayer | null = null;
  private leave: Unsubscribe | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.start();
  }

  override disconnectedCallback(): void {
    this.leave?.();
    this.player?.stop();
    this.player = null;
    super.disconnectedCallback();
  }

  show(clipId: string, atMs: number): void {
    this.player?.show(clipId, atMs);
  }

  toggle(): void {
    this.player?.toggle();
  }

  protected override firstUpdated(): void {
    this.start();
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has("holes")) this.player?.setHoles(this.holes);
    if (changes.has("list") && changes.get("list")?.clips !== this.list.clips) this.player?.setClips(this.list.clips);
  }

  protected override render(): TemplateResult {
    const { showing } = this;
    const front = showing?.front ?? 0;
    return html`
      <div class="picture">
        ${[0, 1].map(
          (index) =>
            html`<video
              class=${index === front ? "front" : ""}
              playsinline
              aria-hidden=${index === front ? "false" : "true"}
              aria-label=${t("story.preview")}
              @click=${() => this.toggle()}
            ></video>`,
        )}
        ${this.renderStill()} ${this.renderCaption()} ${this.renderCover()}
      </div>
      ${this.renderBar()} ${this.renderNotes()}
    `;
  }

  private renderStill(): TemplateResult | typeof nothing {
    const { showing, list } = this;
    const clip = list.clips.find(({ id }) => id === showing?.clipId);
    if (showing?.isStill !== true || clip === undefined) return nothing;
    const name = this.app.cameras.find(clip.camera_id)?.name ?? t("moment.gone_camera");
    return html`${stillAt(this.app, { id: clip.camera_id, name }, showing.atMs)}
      <p class="over" role="status">${t("timeline.unplayable")}</p>`;
  }

  private renderCaption(): TemplateResult | typeof nothing {
    const { showing, list } = this;
    const clip = list.clips.find(({ id }) => id === showing?.clipId);
    if (list.captions === "none" || clip === undefined || showing === null) return nothing;
    const line = spokenAt(this.lines.around(clip) ?? [], showing.atMs);
    return line === null ? nothing : html`<p class="caption" dir="auto">${line.text}</p>`;
  }

  private renderCover(): TemplateResult | typeof nothing {
    const { showing, list } = this;
    if (list.clips.length === 0) return html`<div class="cover"><p>${t("story.empty")}</p></div>`;
    if (showing?.trouble != null) {
      return html`<div class="cover" role="status">
        <p>${t(`story.trouble.${showing.trouble}`)}</p>
        <button @click=${() => this.player?.skip()}>${t("story.skip")}</button>
      </div>`;
    }
    return showing?.isLoading === true
      ? html`<div class="cover loading" role="status"><p>${t("loading")}</p></div>`
      : nothing;
  }

  private renderBar(): TemplateResult {
    const total = totalMs(this.list.clips);
    const atMs = this.storyMs();
    const isPlaying = this.showing?.isPlaying ?? false;
    const isEmpty = this.list.clips.length === 0;
    const label = t(isPlaying ? "story.pause" : "story.play");
    return html`<div class="bar">
      ${this.renderStep(mdiSkipPrevious, t("story.clip_before"), -1)}
      <button class="plain round" ?disabled=${isEmpty} aria-label=${label} title=${label} @click=${() => this.toggle()}>
        ${icon(isPlaying ? mdiPause : mdiPlay)}
      </button>
      ${this.renderStep(mdiSkipNext, t("story.clip_after"), 1)}
      <input
        type="range"
        min="0"
        max=${Math.max(1, total)}
        step=${STEP_MS}
        ?disabled=${isEmpty}
        aria-label=${t("story.position")}
        aria-valuetext=${this.where(atMs)}
        .value=${String(atMs)}
        @input=${(event: Event) => this.seek((event.target as HTMLInputElement).valueAsNumber)}
      />
      <span class="time">${length(atMs)} / ${length(total)}</span>
    </div>`;
  }

  private renderStep(path: string, label: string, direction: 1 | -1): TemplateResult {
    const { clips } = this.list;
    const to = clips[clips.findIndex(({ id }) => id === this.showing?.clipId) + direction];
    const go = (): void => {
      if (to !== undefined) this.show(to.id, to.start_ms);
    };
    return html`<button
      class="plain round"
      ?disabled=${to === undefined}
      aria-label=${label}
      title=${label}
      @click=${go}
    >
      ${icon(path)}
    </button>`;
  }

  /** What the export has and the preview has not. */
  private renderNotes(): TemplateResult | typeof nothing {
    const { blur, clips } = this.list;
    const isMixed = clips.some(({ sound, camera_id, muted }) => !muted && sound.some((id) => id !== camera_id));
    const notes = [
      ...(blur === null ? [] : [t("story.note_blur")]),
      ...(isMixed ? [t("story.note_mixed")] : []),
      ...(clips.some(({ narration }) => narration !== "") ? [t("story.note_narration")] : []),
    ];
    return notes.length === 0 ? nothing : html`${notes.map((note) => html`<p class="note">${note}</p>`)}`;
  }

  private storyMs(): number {
    const { showing } = this;
    return showing?.clipId == null ? 0 : (storyMsOf(this.list.clips, showing.clipId, showing.atMs) ?? 0);
  }

  private where(storyMs: number): string {
    const place = placeAt(this.list.clips, storyMs);
    if (place === null) return length(storyMs);
    const camera = this.app.cameras.find(place.clip.camera_id)?.name ?? t("moment.gone_camera");
    return `${length(storyMs)}, ${camera}, ${instant(place.atMs)}`;
  }

  private seek(storyMs: number): void {
    const place = placeAt(this.list.clips, storyMs);
    if (place !== null) this.show(place.clip.id, place.atMs);
  }

  private start(): void {
    const [first, second] = this.videos;
    if (this.player !== null || first === undefined || second === undefined) return;
    const player = new StoryPlayer(
      [first, second],
      (video, finished) => new RecordingPlayer(video, finished),
      ({ camera_id, start_ms, end_ms }) =>
        this.app.api.url("GET /api/cameras/{camera_id}/hls/{start_ms}/{end_ms}/index.m3u8", {
          params: { camera_id, start_ms, end_ms },
        }),
    );
    this.player = player;
    this.leave = player.subscribe((showing) => {
      this.showing = showing;
      this.dispatchEvent(new CustomEvent<Showing>("showing", { detail: showing }));
    });
    player.setHoles(this.holes);
    player.setClips(this.list.clips);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "wf-story-preview": StoryPreview;
  }
}
