import type { Api } from "../../api/client";
import type { Line } from "../../api/generated";
import { Store } from "../../state/store";
import { readLines } from "../timeline/day-data";
import type { Range } from "./edit-list";

/** So much around a clip is read, so that its edges can be moved to words outside of it. */
const AROUND_MS = 60_000;
const ALIGNED_MS = 60_000;
const MOST_READ = 60;

interface Read extends Range {
  readonly lines: readonly Line[] | null;
}

/** What was said in and around clips, read when it is first wanted. */
export class ClipLines extends Store<readonly Read[]> {
  private readonly reading = new AbortController();

  constructor(private readonly api: Api) {
    super([]);
  }

  stop(): void {
    this.reading.abort();
  }

  /** Return the lines around a clip, oldest first; null until they are read. */
  around(clip: Range): readonly Line[] | null {
    return this.find(clip)?.lines ?? null;
  }

  want(clip: Range): void {
    if (this.find(clip) !== undefined) return;
    const start_ms = Math.floor(Math.max(0, clip.start_ms - AROUND_MS) / ALIGNED_MS) * ALIGNED_MS;
    const end_ms = Math.ceil((clip.end_ms + AROUND_MS) / ALIGNED_MS) * ALIGNED_MS;
    void this.read({ camera_id: clip.camera_id, start_ms, end_ms });
  }

  private find({ camera_id, start_ms, end_ms }: Range): Read | undefined {
    return this.get().find(
      (read) => read.camera_id === camera_id && read.start_ms <= start_ms && end_ms <= read.end_ms,
    );
  }

  private async read(range: Range): Promise<void> {
    const waiting: Read = { ...range, lines: null };
    this.update((reads) => [...reads.slice(1 - MOST_READ), waiting]);
    const span = { startMs: range.start_ms, endMs: range.end_ms };
    try {
      const lines = await readLines(this.api, range.camera_id, span, this.reading.signal);
      this.update((reads) => reads.map((read) => (read === waiting ? { ...range, lines } : read)));
    } catch {
      // Without words one can cut, too; they are asked for again with the next edit.
      this.update((reads) => reads.filter((read) => read !== waiting));
    }
  }
}
