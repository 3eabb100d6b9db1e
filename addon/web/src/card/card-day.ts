import {
  mdiFormatListBulleted,
  mdiMagnifyMinus,
  mdiMagnifyPlus,
  mdiPause,
  mdiPlay,
  mdiSkipNext,
  mdiSkipPrevious,
} from "@mdi/js";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { backoffMs } from "../api/backoff";
import { t } from "../i18n";
import { clock } from "../i18n/format";
import type { DayData } from "../pages/timeline/day-data";
import { gapText } from "../pages/timeline/gap-text";
import { itemsOf } from "../pages/timeline/event-list";
import { actionOf, type Action } from "../pages/timeline/keys";
import "../pages/timeline/lane-canvas";
import { EMPTY, firstAfter, gapAt, isRecorded, neighbour, type Lane } from "../pages/timeline/lanes";
import type { LaneName } from "../pages/timeline/paint";
import { spokenAt, withLine } from "../pages/timeline/transcript";
import "../pages/timeline/transcript-pane";
import { reveal, zoomAt, type Span } from "../pages/timeline/view";
import { RemoteStore } from "../state/remote";
import { Watch } from "../state/store";
import { sharedElement } from "../ui/element";
import { icon } from "../ui/icon";
import { buttons, shared } from "../ui/styles";
import "./card-recorded";
import type { CardRecorded, Missing } from "./card-recorded";
import "./card-search";
import { Camera, failureText, lastHours, type FootageDay, type Now, type Range } from "./commands";
import type { CardConfig } from "./config";
import { isOff, type Hass } from "./hass";
import { day as layout } from "./day-styles";
import { picture } from "./styles";

const REFRESH_MS = 60_000;

/** What of the timeline's keys the card has a use for. */
const OURS = ["seek", "edge", "neighbour", "zoom", "frame", "play", "list"] as const;
type OurAction = Extract<Action, { kind: Exclude<(typeof OURS)[number], "play" | "list"> }> | { kind: "play" | "list" };

function isOurs(action: Action): action is OurAction {
  return OURS.some((kind) => kind === action.kind);
}

class RangeStore extends RemoteStore<Range> {
  hear({ line, name }: Now): void {
    if (line === null) return;
    this.change((range) => {
      if (
        range.lines.some(
          ({ id, version, speaker }) => id === line.id && version === line.version && speaker === line.speaker,
        )
      ) {
        return range;
      }
      const names = name === null || line.speaker === null ? range.names : { ...range.names, [line.speaker]: name };
      return { ...range, lines: withLine(range.lines, line), names };
    });
  }
}

/** What a camera recorded in some hours: its picture, its lanes or its transcript, and who was seen. */
@sharedElement("wf-card-day")
export class CardDay extends LitElement {
  static override styles = [shared, buttons, picture, layout];

  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) entity = "";
  @property({ attribute: false }) config!: CardConfig;
  /** `timeline` or `transcript`. */
  @property() mode = "timeline";
  /** The day that is shown; null: the last hours. */
  @property({ attribute: false }) day: FootageDay | null = null;
  @property({ attribute: false }) now: Now | null = null;
  @property({ attribute: false }) theme = 0;
  @state() private view: Span | null = null;
  @state() private positionMs: number | null = null;
  @state() private missing: Missing | null = null;
  @state() private isPlaying = false;
  @state() private isList = false;
  @query("wf-card-recorded") private readonly recorded!: CardRecorded | null;
  private readonly store = new RangeStore(() => this.read());
  private span: Span = { startMs: 0, endMs: 1 };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;

  constructor() {
    super();
    new Watch(this, () => [this.store]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.refresh();
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer);
    super.disconnectedCallback();
  }

  /** Read everything anew; asked again by itself while the present is shown, or nothing could be had. */
  async refresh(): Promise<void> {
    clearTimeout(this.timer);
    await this.store.load();
    if (!this.isConnected) return;
    const { error } = this.store.get();
    this.failures = error === null ? 0 : this.failures + 1;
    const pauseMs = error === null ? REFRESH_MS : backoffMs(this.failures + 2);
    clearTimeout(this.timer);
    if (error !== null || this.day === null) this.timer = setTimeout(() => void this.refresh(), pauseMs);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has("entity") || changes.has("day")) {
      this.recorded?.forget();
      this.view = this.positionMs = this.missing = null;
      this.store.set({ value: null, error: null });
      void this.refresh();
    } else if (changes.has("now") && this.now !== null) this.heard(this.now, changes.get("now") ?? null);
  }

  protected override render(): TemplateResult {
    const { value: range, error } = this.store.get();
    return html`
      ${this.mode === "timeline" || this.positionMs !== null ? this.renderPicture(range) : nothing}
      ${error === null || this.now?.is_available === false ? nothing : this.renderError(error)}
      ${range === null ? (error === null ? html`<p class="wait" role="status">${t("loading")}</p>` : nothing) : this.renderRange(range)}
    `;
  }

  private renderRange(range: Range): TemplateResult {
    return html`
      ${this.mode === "timeline" ? this.renderTimeline(range) : nothing}
      ${this.config.people && range.people.length > 0 ? this.renderPeople(range) : nothing}
      ${this.mode === "transcript" ? this.renderTranscript(range) : nothing}
    `;
  }

  private renderPicture(range: Range | null): TemplateResult {
    const { positionMs } = this;
    const line = range === null || positionMs === null ? null : spokenAt(range.lines, positionMs);
    return html`<wf-card-recorded
      .hass=${this.hass}
      .entity=${this.entity}
      .missing=${this.missing}
      .caption=${this.mode === "timeline" ? (line?.text ?? null) : null}
      @keydown=${this.pressed}
      @position=${(event: CustomEvent<number>) => this.moved(event.detail)}
      @playing=${(event: CustomEvent<boolean>) => (this.isPlaying = event.detail)}
      @finished=${(event: CustomEvent<number>) => this.goOn(event.detail)}
      @next=${(event: CustomEvent<number>) => this.seek(event.detail)}
    >
      ${range === null || positionMs !== null ? nothing : this.renderInvitation(range)}
    </wf-card-recorded>`;
  }

  /** Before anything is played: what there is to play. */
  private renderInvitation(range: Range): TemplateResult {
    if (range.lanes.recorded.starts.length > 0) {
      return html`<button class="invitation" @click=${() => this.begin(range)}>
        ${icon(mdiPlay)}${t("card.play_newest")}
      </button>`;
    }
    const isTurnedOff = isOff(this.hass, this.entity, "switch.recording");
    return html`<p class="invitation">${isTurnedOff ? t("card.not_recording") : t("card.nothing_recorded")}</p>`;
  }

  private renderTimeline(range: Range): TemplateResult {
    const view = this.view ?? this.span;
    const { lanes } = range;
    const seek = (event: CustomEvent<number>): void => this.seek(event.detail);
    const shown = this.config.lanes.filter((lane) => lane !== "motion" || lanes.motion !== null);
    return html`<div class="controls" @keydown=${this.pressed}>
      ${this.renderBar()}
      ${
        this.isList
          ? html`<wf-event-list .items=${itemsOf(this.chosen(range), null, Date.now())} @seek=${seek}></wf-event-list>`
          : html`<wf-lanes
              embedded
              .lanes=${lanes}
              .shown=${shown}
              .gaps=${range.gaps}
              .view=${view}
              .day=${this.span}
              .positionMs=${this.positionMs}
              .theme=${this.theme}
              .picture=${this.thumbnail}
              @seek=${seek}
              @view=${(event: CustomEvent<Span>) => (this.view = event.detail)}
            ></wf-lanes>`
      }
    </div>`;
  }

  /** Return what the list tells: what the lanes do that are to be shown. */
  private chosen({ lanes, gaps }: Range): DayData {
    const pick = (name: LaneName, lane: Lane): Lane => (this.config.lanes.includes(name) ? lane : EMPTY);
    return {
      lanes: {
        recorded: pick("recorded", lanes.recorded),
        motion: pick("motion", lanes.motion ?? EMPTY),
        speech: pick("speech", lanes.speech),
        visits: pick("visits", lanes.visits),
      },
      gaps: this.config.lanes.includes("recorded") ? gaps : [],
    };
  }

  private renderBar(): TemplateResult {
    const button = (label: string, path: string, act: () => void): TemplateResult =>
      html`<button class="plain round" aria-label=${label} title=${label} @click=${act}>${icon(path)}</button>`;
    return html`<div class="bar">
      ${button(t("card.previous"), mdiSkipPrevious, () => this.act({ kind: "neighbour", direction: -1 }))}
      ${
        this.isPlaying
          ? button(t("timeline.pause"), mdiPause, () => this.recorded?.pause())
          : button(t("timeline.play"), mdiPlay, () => this.act({ kind: "play" }))
      }
      ${button(t("card.next"), mdiSkipNext, () => this.act({ kind: "neighbour", direction: 1 }))}
      <span class="time">${this.positionMs === null ? "" : clock(this.positionMs)}</span>
      ${button(t("timeline.zoom_out"), mdiMagnifyMinus, () => this.act({ kind: "zoom", factor: 2 }))}
      ${button(t("timeline.zoom_in"), mdiMagnifyPlus, () => this.act({ kind: "zoom", factor: 0.5 }))}
      <button
        class="plain round"
        aria-label=${t("card.list")}
        title=${t("card.list")}
        aria-pressed=${this.isList}
        @click=${() => this.act({ kind: "list" })}
      >
        ${icon(mdiFormatListBulleted)}
      </button>
    </div>`;
  }

  private renderPeople({ people }: Range): TemplateResult {
    return html`<ul class="chips" aria-label=${t("card.people")}>
      ${people.map(({ name, at_ms, is_here, picture: source }) => {
        const who = name ?? t("card.stranger");
        return html`<li>
          <button @click=${() => this.seek(at_ms)}>
            <img src=${this.hass.hassUrl(source)} alt="" loading="lazy" />
            <span dir="auto">${who}</span><span>${is_here ? t("card.now") : clock(at_ms)}</span>
            <span class="hidden-text">${t("card.play_from")}</span>
          </button>
        </li>`;
      })}
    </ul>`;
  }

  private renderTranscript(range: Range): TemplateResult {
    const { lines, names } = range;
    const isDeaf = lines.length === 0 && isOff(this.hass, this.entity, "switch.transcription");
    return html`
      <wf-card-search
        .hass=${this.hass}
        .entity=${this.entity}
        @seek=${(event: CustomEvent<number>) => this.seek(event.detail)}
      ></wf-card-search>
      ${isDeaf ? html`<p class="wait">${t("card.not_transcribed")}</p>` : nothing}
      <wf-transcript
        .lines=${lines}
        .speakers=${Object.entries(names).map(([id, name]) => ({ id, name }))}
        .keywords=${this.config.keywords}
        .positionMs=${this.positionMs ?? lines.at(-1)?.start_ms ?? null}
        @seek=${(event: CustomEvent<number>) => this.seek(event.detail)}
      ></wf-transcript>
    `;
  }

  private renderError(error: Error): TemplateResult {
    return html`<p class="wait problem" role="alert">
      ${error.message} <button @click=${() => void this.refresh()}>${t("card.retry")}</button>
    </p>`;
  }

  private camera(): Camera {
    return new Camera(() => this.hass, this.entity);
  }

  private async read(): Promise<Range> {
    const span = this.day === null ? lastHours(this.config.hours, Date.now()) : spanOf(this.day);
    try {
      const range = await this.camera().range(span, this.config.transcript_lines);
      // A view of all that there is goes on with it.
      const isWhole = this.view === null || this.view.endMs - this.view.startMs >= this.span.endMs - this.span.startMs;
      this.span = span;
      if (isWhole) this.view = null;
      return range;
    } catch (error) {
      throw new Error(failureText(error), { cause: error });
    }
  }

  private heard(now: Now, before: Now | null): void {
    if (this.day === null) this.store.hear(now);
    const isBack = before !== null && !before.is_available && now.is_available;
    const isOther = before !== null && before.visits.length !== now.visits.length;
    if (isBack || (isOther && this.day === null)) void this.refresh();
  }

  private readonly thumbnail = (atMs: number): Promise<string | null> | null => {
    const range = this.store.get().value;
    if (range === null || !isRecorded(range.lanes, atMs)) return null;
    return this.camera()
      .picture(atMs)
      .catch(() => null);
  };

  /** Begin where the newest footage is, a moment before it ends. */
  private begin({ lanes }: Range): void {
    const { starts, ends } = lanes.recorded;
    const [startMs, endMs] = [starts.at(-1), ends.at(-1)];
    if (startMs !== undefined && endMs !== undefined) this.seek(Math.max(startMs, endMs - 60_000), true);
  }

  /** Show an instant and play from there, or say why there is no picture of it. */
  private seek(wantedMs: number, isPlaying = true): void {
    const range = this.store.get().value;
    if (range === null) return;
    const atMs = Math.round(wantedMs);
    const isInside = atMs >= this.span.startMs && atMs < this.span.endMs;
    this.positionMs = atMs;
    this.missing = isInside ? missingAt(range, atMs) : null;
    if (this.view !== null && isInside) this.view = reveal(this.view, this.span, atMs);
    if (this.missing !== null) this.recorded?.pause();
    else void this.show(isInside ? this.span : { startMs: atMs - REFRESH_MS, endMs: atMs + REFRESH_MS }, isPlaying);
  }

  private async show(inside: Span, isPlaying: boolean): Promise<void> {
    await this.updateComplete;
    if (this.positionMs !== null) await this.recorded?.show(inside, this.positionMs, isPlaying);
  }

  private moved(atMs: number): void {
    // While a gap is explained the picture stays where it was.
    if (this.missing !== null) return;
    this.positionMs = atMs;
    if (this.view !== null && this.isPlaying) this.view = reveal(this.view, this.span, atMs);
  }

  /** What was loaded is over: play what was recorded after it. */
  private goOn(endMs: number): void {
    const lanes = this.store.get().value?.lanes;
    if (lanes === undefined) return;
    const next = isRecorded(lanes, endMs) ? endMs : lanes.recorded.starts[firstAfter(lanes.recorded, endMs)];
    if (next !== undefined && next < this.span.endMs) this.seek(next);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (event.key === " " && target instanceof HTMLButtonElement) return;
    const action = actionOf(event);
    if (action === null || !isOurs(action)) return;
    event.preventDefault();
    event.stopPropagation(); // a dashboard has keys of its own
    this.act(action);
  };

  private act(action: OurAction): void {
    const range = this.store.get().value;
    if (range === null) return;
    const atMs = this.positionMs ?? this.span.endMs;
    switch (action.kind) {
      case "zoom":
        this.view = zoomAt(this.view ?? this.span, this.span, atMs, action.factor);
        break;
      case "frame":
        this.recorded?.step(action.direction);
        break;
      case "list":
        this.isList = !this.isList;
        break;
      case "play":
        this.playOrPause(range);
        break;
      default:
        this.go(range, atMs, action);
    }
  }

  private playOrPause(range: Range): void {
    if (this.positionMs === null) this.begin(range);
    else this.recorded?.toggle();
  }

  private go(range: Range, atMs: number, action: Move): void {
    const { startMs, endMs } = this.span;
    if (action.kind === "seek") {
      this.seek(Math.min(Math.max(atMs + action.byMs, startMs), endMs - 1), this.isPlaying);
    } else if (action.kind === "neighbour") {
      const found = neighbour([range.lanes.speech, range.lanes.visits], atMs, action.direction);
      if (found !== null) this.seek(found);
    } else if (action.end) this.begin(range);
    else this.seek(range.lanes.recorded.starts[0] ?? startMs, this.isPlaying);
  }
}

function missingAt({ lanes, gaps }: Range, atMs: number): Missing | null {
  if (isRecorded(lanes, atMs)) return null;
  const gap = gapAt(gaps, atMs);
  const nextMs = lanes.recorded.starts[firstAfter(lanes.recorded, atMs)] ?? null;
  return { text: gap === null ? t("timeline.unrecorded") : gapText(gap), nextMs };
}

function spanOf({ start_ms, end_ms }: FootageDay): Span {
  return { startMs: start_ms, endMs: Math.min(end_ms, Date.now()) };
}

type Move = Extract<Action, { kind: "seek" | "edge" | "neighbour" }>;

/** Whether an action goes elsewhere; some others are the timeline's alone. */
