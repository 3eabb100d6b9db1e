import { mdiAlertCircleOutline, mdiCctv, mdiCctvOff } from "@mdi/js";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import type { Camera } from "../../api/generated";
import { t } from "../../i18n";
import { errorText } from "../../i18n/errors";
import { Watch, type Unsubscribe } from "../../state/store";
import { icon } from "../../ui/icon";
import "../../ui/notice";
import { Page } from "../../ui/page";
import { fields } from "../../ui/styles";
import type { DayData } from "./day-data";
import "./day-picker";
import { DayStore } from "./day-store";
import { dayOf, parseDay, type Day } from "./days";
import "./event-list";
import { actionOf, type Action } from "./keys";
import "./lane-canvas";
import { firstAfter, gapAt, isRecorded, neighbour } from "./lanes";
import "./playback-bar";
import type { Command } from "./playback-bar";
import "./recording-view";
import type { Missing, RecordingView } from "./recording-view";
import { layout } from "./timeline-styles";
import { spokenAt } from "./transcript";
import "./transcript-pane";
import { openingView, reveal, zoomAt, type Span } from "./view";

/** How far before the present a day that lasts is opened. */
const BEFORE_NOW_MS = 30_000;

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
  @state() private isList = false;
  @state() private speed = 1;
  @query("wf-recording") private readonly recording!: RecordingView | null;
  private leave: Unsubscribe[] = [];
  private isOpened = false;

  constructor() {
    super();
    new Watch(this, () => [this.app.cameras, this.app.theme, this.app.people]);
  }

  override connectedCallback(): void {
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
  }

  protected override updated(changes: PropertyValues): void {
    this.openOnce();
    if (this.view !== null) this.store?.look(this.view);
    if (this.isList) this.store?.visits.want();
    if (changes.has("place") && this.isOpened) {
      const atMs = Number(this.place.query.get("at"));
      if (atMs > 0 && atMs !== this.positionMs) this.seek(atMs);
    }
  }

  protected override render(): TemplateResult {
    const camera = this.camera();
    if (camera === null || this.store === null || this.view === null) return this.renderWithoutCamera();
    const { store, view } = this;
    const { value: data, error } = store.data.get();
    const lines = store.lines.get().value;
    return html`
      <header>
        <h1>${t("nav.timeline")}</h1>
        ${this.renderCameras(camera)}
        <wf-day-picker
          .day=${store.day}
          .footage=${new Set((store.days.get().value ?? []).map(({ date }) => date))}
          @day=${(event: CustomEvent<Day>) => this.go(camera.id, event.detail)}
        ></wf-day-picker>
        <a class="button" href="live/${encodeURIComponent(camera.id)}">${icon(mdiCctv)}${t("timeline.go_live")}</a>
      </header>
      <div class="main">
        <wf-recording
          .app=${this.app}
          .camera=${camera}
          .missing=${this.missing}
          .positionMs=${this.positionMs}
          .speed=${this.speed}
          .caption=${this.hasCaptions && this.positionMs !== null ? spokenAt(lines ?? [], this.positionMs) : null}
          @position=${(event: CustomEvent<number>) => this.moved(event.detail)}
          @playing=${(event: CustomEvent<boolean>) => (this.isPlaying = event.detail)}
          @next=${(event: CustomEvent<number>) => this.seek(event.detail)}
        ></wf-recording>
        <wf-transcript
          .lines=${lines}
          .speakers=${this.app.people.get().value ?? []}
          .positionMs=${this.positionMs}
          @seek=${(event: CustomEvent<number>) => this.seek(event.detail)}
        ></wf-transcript>
      </div>
      <section class="lanes" aria-label=${t("timeline.label")}>
        <wf-playback-bar
          .positionMs=${this.positionMs}
          .playing=${this.isPlaying}
          .captions=${this.hasCaptions}
          .list=${this.isList}
          .speed=${this.speed}
          @command=${(event: CustomEvent<Command>) => this.command(event.detail)}
          @speed=${(event: CustomEvent<number>) => (this.speed = event.detail)}
        ></wf-playback-bar>
        ${data === null ? this.renderNoData(error) : this.renderDay(data, view, store.span)}
      </section>
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
    return html`<wf-lanes
      .lanes=${data.lanes}
      .gaps=${data.gaps}
      .view=${view}
      .day=${day}
      .positionMs=${this.positionMs}
      .theme=${this.app.theme.get()}
      .picture=${this.picture}
      @seek=${seek}
      @view=${(event: CustomEvent<Span>) => (this.view = event.detail)}
    ></wf-lanes>`;
  }

  private renderNoData(error: Error | null): TemplateResult {
    if (error === null) return html`<p role="status">${t("loading")}</p>`;
    return html`<wf-notice .icon=${mdiAlertCircleOutline} heading=${t("timeline.failed")} text=${errorText(error)}>
      <button class="primary" @click=${() => void this.store?.data.load()}>${t("failure.retry")}</button>
    </wf-notice>`;
  }

  private renderCameras(chosen: Camera): TemplateResult {
    const change = (event: Event): void => this.go((event.target as HTMLSelectElement).value, this.wantedDay());
    return html`<select aria-label=${t("timeline.camera")} @change=${change}>
      ${(this.app.cameras.get().value ?? []).map(
        ({ id, name }) => html`<option value=${id} ?selected=${id === chosen.id}>${name}</option>`,
      )}
    </select>`;
  }

  private renderWithoutCamera(): TemplateResult {
    const { value: cameras, error } = this.app.cameras.get();
    const heading = html`<h1 class="hidden-text">${t("nav.timeline")}</h1>`;
    if (cameras === null && error === null)
      return html`${heading}
        <p role="status">${t("loading")}</p>`;
    if (cameras === null) {
      return html`${heading}<wf-notice
          .icon=${mdiAlertCircleOutline}
          heading=${t("failure.title")}
          text=${errorText(error)}
        ></wf-notice>`;
    }
    const isNone = cameras.length === 0;
    return html`${heading}
      <wf-notice
        .icon=${mdiCctvOff}
        heading=${isNone ? t("live.none") : t("live.gone")}
        text=${isNone ? t("live.none_text") : t("live.gone_text")}
      >
        ${
          isNone
            ? html`<a class="button primary" href="cameras/add">${t("cameras.add_first")}</a>`
            : html`<a class="button primary" href="timeline">${t("timeline.no_camera")}</a>`
        }
      </wf-notice>`;
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
    this.isOpened = false;
    store.start();
  }

  private leaveDay(): void {
    for (const leave of this.leave.splice(0)) leave();
    this.store?.stop();
    this.recording?.clear();
    this.store = null;
  }

  /** Once the day is known: show what the address names, the present, or the beginning. */
  private openOnce(): void {
    const data = this.store?.data.get().value;
    if (this.isOpened || data == null || this.store === null || this.recording === null) return;
    this.isOpened = true;
    const { starts, ends } = data.lanes.recorded;
    const [first] = starts;
    const lastMs = ends.at(-1);
    const asked = Number(this.place.query.get("at"));
    if (asked > 0) this.seek(asked);
    else if (first === undefined || lastMs === undefined) this.missing = { gap: null, nextMs: null };
    else if (this.store.day === dayOf(Date.now())) {
      this.view = openingView(this.store.span, { startMs: first, endMs: lastMs });
      this.seek(Math.max(first, lastMs - BEFORE_NOW_MS));
    } else this.seek(first);
  }

  /** Show an instant, or say why there is no picture of it. */
  private seek(wantedMs: number): void {
    const { store } = this;
    const data = store?.data.get().value;
    if (store === null || data == null || this.view === null) return;
    const atMs = Math.round(Math.min(Math.max(wantedMs, store.span.startMs), store.span.endMs - 1));
    this.positionMs = atMs;
    this.view = reveal(this.view, store.span, atMs);
    this.app.router.go(`timeline/${encodeURIComponent(store.cameraId)}?day=${store.day}&at=${atMs}`, { replace: true });
    if (isRecorded(data.lanes, atMs)) {
      this.missing = null;
      this.recording?.show(store.window(), atMs);
    } else {
      this.recording?.pause();
      const { starts } = data.lanes.recorded;
      this.missing = { gap: gapAt(data.gaps, atMs), nextMs: starts[firstAfter(data.lanes.recorded, atMs)] ?? null };
    }
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
    const actions: Readonly<Record<Command, () => void>> = {
      play: () => this.act({ kind: "play" }),
      frame_back: () => this.act({ kind: "frame", direction: -1 }),
      frame_on: () => this.act({ kind: "frame", direction: 1 }),
      zoom_in: () => this.act({ kind: "zoom", factor: 0.5 }),
      zoom_out: () => this.act({ kind: "zoom", factor: 2 }),
      list: () => this.act({ kind: "list" }),
      captions: () => (this.hasCaptions = !this.hasCaptions),
      fit: () => (this.view = this.store?.span ?? null),
    };
    actions[command]();
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (event.defaultPrevented || takesKeys(target, event.key)) return;
    const action = actionOf(event);
    if (action === null || this.store === null) return;
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
      default:
        this.play(action);
    }
  }

  private play(action: Extract<Action, { kind: "frame" | "play" | "list" }>): void {
    if (action.kind === "list") this.isList = !this.isList;
    else if (action.kind === "play") this.recording?.toggle();
    else this.recording?.step(action.direction);
  }

  private seekNeighbour(store: DayStore, atMs: number, direction: 1 | -1): void {
    const lanes = store.data.get().value?.lanes;
    const found = lanes === undefined ? null : neighbour([lanes.speech, lanes.visits], atMs, direction);
    if (found !== null) this.seek(found);
  }
}

/** Whether a key belongs to what has the focus: text is typed, a button is pressed, a list is scrolled. */
function takesKeys(target: EventTarget | undefined, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches("input, select, textarea")) return true;
  return key === " " && target.matches("button, a");
}
