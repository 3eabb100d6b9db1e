import { mdiCctv } from "@mdi/js";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import type { Camera } from "../../api/generated";
import { t } from "../../i18n";
import { Watch, type Unsubscribe } from "../../state/store";
import { VoiceNumbers } from "../../state/voices";
import { icon } from "../../ui/icon";
import { option } from "../../ui/option";
import { isTaken } from "../../ui/keys";
import { Page } from "../../ui/page";
import { fields } from "../../ui/styles";
import type { Selection } from "../../words/selection";
import type { DayData } from "./day-data";
import "./clip-tools";
import type { ClipTools } from "./clip-tools";
import "./day-picker";
import { DayStore } from "./day-store";
import { datesOf, dayOf, parseDay, type Day } from "./days";
import "./event-list";
import { actionOf, COMMANDS, type Action, type SimpleAction } from "./keys";
import "./keys-dialog";
import "./lane-canvas";
import { firstAfter, gapAt, isRecorded, neighbour } from "./lanes";
import { noCamera, noDay } from "./notices";
import "./playback-bar";
import { SPEEDS, type Command } from "./playback-bar";
import "./recording-view";
import type { Missing, RecordingView } from "./recording-view";
import { Selecting } from "./selecting";
import "./selection-strip";
import { layout } from "./timeline-styles";
import { spokenAt } from "./transcript";
import "./transcript-pane";
import { closeTo, openingView, reveal, zoomAt, type Span } from "./view";
import type { WordPair } from "./word-picking";

/** How far before the present a day that lasts is opened. */
const BEFORE_NOW_MS = 30_000;
const END_MS = 10_000;
const NO_VOICES: ReadonlyMap<number, number> = new Map();
/** A camera's day: its picture, its lanes, and what was said. */
@customElement("wf-timeline-page")
export class TimelinePage extends Page {
  static override styles = [...Page.styles, fields, layout];

  @state() private store: DayStore | null = null;
  @state() private view: Span | null = null;
  @state() private positionMs: number | null = null;
  @state() private missing: Missing | null = null;
  @state() private isPlaying = false;
  @state() private hasCaptions = true;
  @state() private isMuted = false;
  @state() private isList = false;
  @state() private speed = 1;
  @state() private isHelping = false;
  @query("wf-recording") private readonly recording!: RecordingView | null;
  @query("wf-clip-tools") private readonly tools!: ClipTools | null;
  private readonly selecting = new Selecting(this, () => this.chosen());
  private voices!: VoiceNumbers;
  private leave: Unsubscribe[] = [];
  /** The reading of the day that was looked at last. */
  private seen: DayData | null = null;
  /** What the address was last made to say. */
  private kept = "";

  constructor() {
    super();
    new Watch(this, () => [this.app.cameras, this.app.theme, this.app.people, this.voices]);
  }

  override connectedCallback(): void {
    this.voices = new VoiceNumbers(this.app.api);
    super.connectedCallback();
    this.app.people.want();
    addEventListener("keydown", this.pressed);
  }

  override disconnectedCallback(): void {
    removeEventListener("keydown", this.pressed);
    this.leaveDay();
    super.disconnectedCallback();
  }

  protected override willUpdate(): void {
    const camera = this.camera();
    // Leaving is a change, too: a day that was entered then would come back to the address.
    if (camera === null || !this.isConnected) return;
    const day = this.wantedDay();
    if (this.store?.cameraId !== camera.id || this.store.day !== day) this.enterDay(camera.id, day);
    const lines = this.store?.lines.get().value ?? null;
    this.selecting.hear(lines);
    if (lines !== null) this.voices.want(lines);
  }

  protected override updated(changes: PropertyValues): void {
    this.look();
    if (this.view !== null) this.store?.look(this.view, this.isAwaited && this.missing?.nextMs == null);
    if (this.isList) this.store?.visits.want();
    if (changes.has("place")) this.arrived();
  }

  /** Somebody went back, or followed a link, to another instant or selection of the same day. */
  private arrived(): void {
    const { query } = this.place;
    if (this.seen === null || this.store === null || query.toString() === this.kept) return;
    this.selecting.read(query, this.store.span);
    const atMs = Number(query.get("at"));
    if (atMs > 0 && atMs !== this.positionMs) this.seek(atMs);
  }

  protected override render(): TemplateResult {
    const camera = this.camera();
    if (camera === null || this.store === null || this.view === null) return noCamera(this.app.cameras.get());
    const { store, view } = this;
    const { value: data, error } = store.data.get();
    const lines = store.lines.get().value;
    return html`
      <header>
        <h1>${t("nav.timeline")}</h1>
        ${this.renderCameras(camera)}
        <wf-day-picker
          .day=${store.day}
          .footage=${datesOf(store.days.get().value)}
          @day=${(event: CustomEvent<Day>) => this.go(camera.id, event.detail)}
        ></wf-day-picker>
        <a class="button" href="live/${encodeURIComponent(camera.id)}">${icon(mdiCctv)}${t("timeline.go_live")}</a>
      </header>
      <div class=${classMap({ main: true, short: this.selecting.isOn })}>
        <wf-recording
          .app=${this.app}
          .camera=${camera}
          .missing=${this.missing}
          .positionMs=${this.positionMs}
          .speed=${this.speed}
          .muted=${this.isMuted}
          .caption=${this.hasCaptions && this.positionMs !== null ? spokenAt(lines ?? [], this.positionMs) : null}
          @position=${(event: CustomEvent<number>) => this.moved(event.detail)}
          @playing=${(event: CustomEvent<boolean>) => (this.isPlaying = event.detail)}
          @next=${(event: CustomEvent<number>) => this.seek(event.detail)}
          @finished=${(event: CustomEvent<number>) => this.finished(event.detail)}
        ></wf-recording>
        <wf-transcript
          .lines=${lines}
          .speakers=${this.app.people.get().value ?? []}
          .voices=${this.voices.get().value ?? NO_VOICES}
          .positionMs=${this.positionMs}
          .speech=${this.selecting.speech}
          .selection=${this.selecting.selection}
          ?selecting=${this.selecting.isOn}
          @seek=${(event: CustomEvent<number>) => this.seek(event.detail)}
          @words=${(event: CustomEvent<WordPair>) => this.selecting.chooseWords(event.detail, store.window())}
        ></wf-transcript>
      </div>
      <section class="lanes" aria-label=${t("timeline.label")}>
        <wf-playback-bar
          .positionMs=${this.positionMs}
          .playing=${this.isPlaying}
          .captions=${this.hasCaptions}
          .muted=${this.isMuted}
          .list=${this.isList}
          .speed=${this.speed}
          .selecting=${this.selecting.isOn}
          @command=${(event: CustomEvent<Command>) => this.command(event.detail)}
          @speed=${(event: CustomEvent<number>) => (this.speed = event.detail)}
        ></wf-playback-bar>
        ${data === null ? noDay(error, () => void store.data.load()) : this.renderDay(data, view, store.span)}
        ${this.renderSelection(store)}
      </section>
      <wf-keys-dialog ?open=${this.isHelping} @closed=${() => (this.isHelping = false)}></wf-keys-dialog>
    `;
  }

  private renderDay(data: DayData, view: Span, day: Span): TemplateResult {
    const seek = (event: CustomEvent<number>): void => this.seek(event.detail);
    if (this.isList) {
      return html`${data.lanes.motion === null ? html`<p>${t("timeline.no_motion_text")}</p>` : nothing}<wf-event-list
          .data=${data}
          .visits=${this.store?.visits.get().value ?? null}
          .positionMs=${this.positionMs}
          @seek=${seek}
        ></wf-event-list>`;
    }
    const { selection, isOn, speech } = this.selecting;
    return html`<div class="stage">
      <wf-lanes
        .lanes=${data.lanes}
        .gaps=${data.gaps}
        .view=${view}
        .day=${day}
        .positionMs=${this.positionMs}
        .selection=${selection}
        .theme=${this.app.theme.get()}
        .picture=${this.picture}
        @seek=${seek}
        @view=${(event: CustomEvent<Span>) => (this.view = event.detail)}
      ></wf-lanes>
      <wf-selection-strip
        .view=${view}
        .bounds=${day}
        .selection=${selection}
        .speech=${speech}
        ?selecting=${isOn}
        @choose=${(event: CustomEvent<Selection>) => this.selecting.choose(event.detail)}
      ></wf-selection-strip>
    </div>`;
  }

  private renderSelection(store: DayStore): TemplateResult | typeof nothing {
    const { selection, isOn, speech } = this.selecting;
    if (selection === null) return isOn ? html`<p class="hint" role="status">${t("select.hint")}</p>` : nothing;
    return html`<wf-clip-tools
      .app=${this.app}
      .cameraId=${store.cameraId}
      .selection=${selection}
      .bounds=${store.span}
      .speech=${speech}
      @choose=${(event: CustomEvent<Selection>) => this.selecting.choose(event.detail)}
      @play=${(event: CustomEvent<Selection>) => this.playSelection(event.detail)}
      @clear=${() => this.selecting.clear()}
    ></wf-clip-tools>`;
  }

  private renderCameras(chosen: Camera): TemplateResult {
    const change = (event: Event): void => this.go((event.target as HTMLSelectElement).value, this.wantedDay());
    return html`<select aria-label=${t("timeline.camera")} @change=${change}>
      ${(this.app.cameras.get().value ?? []).map(({ id, name }) => option(id, name, id === chosen.id))}
    </select>`;
  }

  private camera(): Camera | null {
    const id = this.place.params["camera"];
    return id === undefined ? (this.app.cameras.get().value?.[0] ?? null) : this.app.cameras.find(id);
  }

  private wantedDay(): Day {
    const { query } = this.place;
    const atMs = Number(query.get("at"));
    return parseDay(query.get("day")) ?? dayOf(atMs > 0 ? atMs : Date.now());
  }

  private go(cameraId: string, day: Day): void {
    this.app.router.go(`timeline/${encodeURIComponent(cameraId)}?day=${day}`);
  }

  private enterDay(cameraId: string, day: Day): void {
    this.leaveDay();
    const store = new DayStore(this.app.api, this.app.events, cameraId, day);
    const changed = (): void => this.requestUpdate();
    this.leave = [store.data, store.lines, store.visits, store.days].map((part) => part.subscribe(changed));
    this.store = store;
    this.view = store.span;
    this.positionMs = this.missing = null;
    this.seen = null;
    store.start();
  }

  private leaveDay(): void {
    for (const leave of this.leave.splice(0)) leave();
    this.store?.stop();
    this.recording?.clear();
    this.store = null;
  }

  /** Whether somebody waits for footage that was not there. */
  private get isAwaited(): boolean {
    return this.missing !== null || this.recording?.isMissing === true;
  }

  /** The day was read: open it where there is footage, and show what was missing once it is there. */
  private look(): void {
    const { store, seen } = this;
    if (store === null || this.recording === null) return;
    const { value: data } = store.data.get();
    if (data === null || data === seen) return;
    this.seen = data;
    if (seen === null) this.selecting.read(this.place.query, store.span);
    if (this.positionMs === null) this.open(store, data);
    else if (this.isAwaited && isRecorded(data.lanes, this.positionMs)) this.seek(this.positionMs);
  }

  /** Show what the address names, the present, or the beginning. */
  private open(store: DayStore, data: DayData): void {
    const asked = Number(this.place.query.get("at") ?? this.selecting.selection?.startMs);
    const atMs = asked > 0 ? asked : this.firstOf(store, data);
    if (atMs === null) this.missing = { gap: null, nextMs: null };
    else this.seek(atMs);
  }

  /** Where a day opens by itself: at its beginning, or in the present, of which more is shown. */
  private firstOf({ day, span }: DayStore, { lanes }: DayData): number | null {
    const [first = null] = lanes.recorded.starts;
    const lastMs = lanes.recorded.ends.at(-1);
    if (first === null || lastMs === undefined || day !== dayOf(Date.now())) return first;
    this.view = openingView(span, { startMs: first, endMs: lastMs });
    return Math.max(first, lastMs - BEFORE_NOW_MS);
  }

  /** Show an instant, or say why there is no picture of it. */
  private seek(wantedMs: number): void {
    const { store } = this;
    const data = store?.data.get().value;
    if (store === null || data == null || this.view === null) return;
    const atMs = Math.round(Math.min(Math.max(wantedMs, store.span.startMs), store.span.endMs - 1));
    this.positionMs = atMs;
    this.view = reveal(this.view, store.span, atMs);
    this.keepAddress();
    if (isRecorded(data.lanes, atMs)) {
      this.missing = null;
      this.recording?.show(store.window(), atMs);
    } else {
      this.recording?.pause();
      this.miss(store, data, atMs);
    }
  }

  private miss(store: DayStore, { lanes, gaps }: DayData, atMs: number): void {
    const nextMs = lanes.recorded.starts[firstAfter(lanes.recorded, atMs)] ?? null;
    // Today may be longer than it was when it was read.
    if (nextMs === null && this.missing === null && store.isToday) void store.data.load();
    this.missing = { gap: gapAt(gaps, atMs), nextMs };
  }

  /** A choice has been made. What is too small to be seen or dragged is looked at more closely. */
  private chosen(): void {
    const { selection } = this.selecting;
    if (selection !== null && this.view !== null && this.store !== null) {
      this.view = closeTo(this.view, this.store.span, selection);
    }
    this.keepAddress();
  }

  /** Let the address say what is shown and chosen, so that it can be given to somebody. */
  private keepAddress(): void {
    const { store, positionMs } = this;
    if (store === null || !this.isConnected) return;
    const { selection } = this.selecting;
    const query = new URLSearchParams({ day: store.day });
    if (positionMs !== null) query.set("at", String(positionMs));
    if (selection !== null) {
      query.set("from", String(selection.startMs));
      query.set("to", String(selection.endMs));
    }
    this.kept = query.toString();
    this.app.router.go(`timeline/${encodeURIComponent(store.cameraId)}?${this.kept}`, { replace: true });
  }

  private playSelection({ startMs, endMs }: Selection): void {
    const lanes = this.store?.data.get().value?.lanes;
    if (this.store === null || lanes === undefined) return;
    const next = lanes.recorded.starts[firstAfter(lanes.recorded, startMs)];
    const atMs = isRecorded(lanes, startMs) || next === undefined || next >= endMs ? startMs : next;
    this.seek(atMs);
    if (this.missing === null) this.recording?.show(this.store.window(), atMs, { isPlaying: true, untilMs: endMs });
  }

  /** A day that lasts is longer now than when it was opened. */
  private finished(endMs: number): void {
    const { store, positionMs } = this;
    if (store?.day !== dayOf(Date.now()) || positionMs === null) return;
    const isAtEnd = endMs - positionMs < END_MS && Date.now() - endMs > END_MS;
    if (isAtEnd) this.recording?.show(store.window(), endMs, { isPlaying: true });
  }

  private moved(atMs: number): void {
    // While a gap is explained the picture stays where it was.
    if (this.missing !== null || this.store === null || this.view === null) return;
    this.positionMs = atMs;
    if (this.isPlaying) this.view = reveal(this.view, this.store.span, atMs);
  }

  private readonly picture = (atMs: number): string | null => {
    const { store } = this;
    const data = store?.data.get().value;
    if (store === null || data == null || !isRecorded(data.lanes, atMs)) return null;
    const options = { params: { camera_id: store.cameraId }, query: { at: Math.round(atMs), width: 320 } };
    return this.app.api.url("GET /api/cameras/{camera_id}/snapshot.jpg", options);
  };

  private command(command: Command): void {
    if (command === "fit") this.view = this.store?.span ?? null;
    else this.act(COMMANDS[command]);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const action = isTaken(event) ? null : actionOf(event);
    if (action === null || this.store === null) return;
    const path = event.composedPath();
    // What is open beside the page is closed by it first.
    const isOurs = path.includes(this) || path[0] === document.body;
    if (action.kind === "clear" && !(this.selecting.isOn && isOurs)) return;
    event.preventDefault();
    this.act(action);
  };

  private act(action: Action): void {
    const { store, view } = this;
    if (store === null || view === null) return;
    const atMs = this.positionMs ?? store.span.startMs;
    switch (action.kind) {
      case "seek":
        this.seek(atMs + action.byMs);
        break;
      case "edge":
        this.seek(action.end ? store.window().endMs - BEFORE_NOW_MS : store.span.startMs);
        break;
      case "zoom":
        this.view = zoomAt(view, store.span, atMs, action.factor);
        break;
      case "neighbour":
        this.seekNeighbour(store, atMs, action.direction);
        break;
      case "mark":
        this.selecting.mark(action.edge, atMs, action.isFree, store.window());
        break;
      default:
        this.play(store, action);
    }
  }

  private play(store: DayStore, action: Extract<Action, { kind: "speed" | "frame" | SimpleAction }>): void {
    if (action.kind === "speed") this.speed = SPEEDS[SPEEDS.indexOf(this.speed) + action.direction] ?? this.speed;
    else if (action.kind === "frame") this.recording?.step(action.direction);
    else this.simple(store, action.kind);
  }

  private simple(store: DayStore, kind: SimpleAction): void {
    const actions: Readonly<Record<SimpleAction, () => void>> = {
      play: () => this.recording?.toggle(),
      list: () => (this.isList = !this.isList),
      mute: () => (this.isMuted = !this.isMuted),
      captions: () => (this.hasCaptions = !this.hasCaptions),
      select: () => this.selecting.toggle(),
      clear: () => this.selecting.clear(),
      export: () => this.tools?.export(),
      live: () => this.app.router.go(`live/${encodeURIComponent(store.cameraId)}`),
      search: () => this.app.router.go("search?focus"),
      help: () => (this.isHelping = true),
    };
    actions[kind]();
  }

  private seekNeighbour(store: DayStore, atMs: number, direction: 1 | -1): void {
    const lanes = store.data.get().value?.lanes;
    const found = lanes === undefined ? null : neighbour([lanes.speech, lanes.visits], atMs, direction);
    if (found !== null) this.seek(found);
  }
}
