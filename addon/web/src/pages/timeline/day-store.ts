import type { Api } from "../../api/client";
import type { Line, RecordingDay, Visit } from "../../api/generated";
import type { Events } from "../../state/events";
import { RemoteStore } from "../../state/remote";
import { put } from "../../state/lists";
import type { Unsubscribe } from "../../state/store";
import { readDay, readDays, readLines, readVisits, type DayData } from "./day-data";
import { boundsOf, dayOf, type Day } from "./days";
import { withLine } from "./transcript";
import { lengthMs, type Span } from "./view";

/** A day that lasts is read anew so often that what comes to it is drawn about as soon as it is two pixels wide. */
const PIXELS = 500;
const OFTEN_MS = 10_000;
const SELDOM_MS = 60_000;

/** What was said on a day, and what is said while it lasts. */
class LineStore extends RemoteStore<readonly Line[]> {
  add(line: Line): void {
    this.change((lines) => withLine(lines, line));
  }
}

/** Who came by on a day, read when somebody first wants to know. */
class VisitStore extends RemoteStore<readonly Visit[]> {
  private isWanted = false;

  want(): void {
    if (this.isWanted) return;
    this.isWanted = true;
    void this.load();
  }

  add(visit: Visit): void {
    this.change((visits) => put(visits, visit));
  }
}

/** A camera's day, read and kept fresh until it is left. */
export class DayStore {
  readonly span: Span;
  readonly data: RemoteStore<DayData>;
  readonly lines: LineStore;
  readonly visits: VisitStore;
  readonly days: RemoteStore<readonly RecordingDay[]>;
  private timer: ReturnType<typeof setInterval> | undefined;
  private refreshMs = SELDOM_MS;
  private readMs = 0;
  private leave: Unsubscribe[] = [];

  constructor(
    api: Api,
    private readonly events: Events,
    readonly cameraId: string,
    readonly day: Day,
  ) {
    const span = (this.span = boundsOf(day));
    this.data = new RemoteStore((signal) => readDay(api, cameraId, span, signal));
    this.lines = new LineStore((signal) => readLines(api, cameraId, span, signal));
    this.visits = new VisitStore((signal) => readVisits(api, cameraId, span, signal));
    this.days = new RemoteStore<readonly RecordingDay[]>((signal) => readDays(api, cameraId, signal));
  }

  start(): void {
    const heard = (line: Line): void => {
      if (line.camera_id === this.cameraId && dayOf(line.start_ms) === this.day) this.lines.add(line);
    };
    this.leave = [
      this.events.on("line", heard),
      this.events.on("line_updated", heard),
      this.events.on("visit", ({ visit }) => {
        if (visit.camera_id === this.cameraId && dayOf(visit.start_ms) === this.day) this.visits.add(visit);
      }),
      this.events.on("resync", this.load),
    ];
    if (this.isToday) this.timer = setInterval(this.refresh, OFTEN_MS);
    this.load();
  }

  stop(): void {
    clearInterval(this.timer);
    for (const leave of this.leave) leave();
  }

  /** Keep as fresh what is seen as can be seen; and what somebody waits for as fresh as possible. */
  look(view: Span, isAwaited: boolean): void {
    this.refreshMs = isAwaited ? 0 : Math.min(SELDOM_MS, lengthMs(view) / PIXELS);
  }

  get isToday(): boolean {
    return this.day === dayOf(Date.now());
  }

  /** What of the day there can be footage of. */
  window(): Span {
    return { startMs: this.span.startMs, endMs: Math.min(this.span.endMs, Date.now()) };
  }

  private readonly refresh = (): void => {
    if (performance.now() - this.readMs < this.refreshMs) return;
    this.readMs = performance.now();
    void this.data.load();
  };

  private readonly load = (): void => {
    this.readMs = performance.now();
    void this.data.load();
    if (this.visits.get().value !== null) void this.visits.load();
    void this.lines.load();
    void this.days.load();
  };
}
