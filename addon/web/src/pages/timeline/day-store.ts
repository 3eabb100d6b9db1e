import type { Api } from "../../api/client";
import type { Line, RecordingDay } from "../../api/generated";
import type { Events } from "../../state/events";
import { RemoteStore } from "../../state/remote";
import type { Unsubscribe } from "../../state/store";
import { readDay, readDays, readLines, type DayData } from "./day-data";
import { boundsOf, dayOf, type Day } from "./days";
import { withLine } from "./transcript";
import type { Span } from "./view";

const REFRESH_MS = 60_000;

/** What was said on a day, and what is said while it lasts. */
class LineStore extends RemoteStore<readonly Line[]> {
  add(line: Line): void {
    this.change((lines) => withLine(lines, line));
  }
}

/** A camera's day, read and kept fresh until it is left. */
export class DayStore {
  readonly span: Span;
  readonly data: RemoteStore<DayData>;
  readonly lines: LineStore;
  readonly days: RemoteStore<readonly RecordingDay[]>;
  private timer: ReturnType<typeof setInterval> | undefined;
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
    this.days = new RemoteStore<readonly RecordingDay[]>((signal) => readDays(api, cameraId, signal));
  }

  start(): void {
    const heard = (line: Line): void => {
      if (line.camera_id === this.cameraId && dayOf(line.start_ms) === this.day) this.lines.add(line);
    };
    this.leave = [
      this.events.on("line", heard),
      this.events.on("line_updated", heard),
      this.events.on("resync", this.load),
    ];
    if (this.day === dayOf(Date.now())) this.timer = setInterval(() => void this.data.load(), REFRESH_MS);
    this.load();
  }

  stop(): void {
    clearInterval(this.timer);
    for (const leave of this.leave) leave();
  }

  /** What of the day there can be footage of. */
  window(): Span {
    return { startMs: this.span.startMs, endMs: Math.min(this.span.endMs, Date.now()) };
  }

  private readonly load = (): void => {
    void this.data.load();
    void this.lines.load();
    void this.days.load();
  };
}
