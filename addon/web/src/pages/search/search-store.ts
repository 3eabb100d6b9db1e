import type { Api } from "../../api/client";
import { isAbort } from "../../api/errors";
import type { Line, LinePage } from "../../api/generated";
import { Store } from "../../state/store";
import { orderOf, type Query } from "./query";

/** Somebody who types is given so long to go on, and longer the longer answers take. */
const PAUSE_MS = 180;
const MOST_PAUSE_MS = 1500;
const PAGE = 50;

export interface Found {
  lines: readonly Line[];
  /** Where the next page begins; null at the end. */
  cursor: string | null;
  /** Seconds of speech that nobody could look through yet. */
  backlogS: number;
  isLooking: boolean;
  /** Whether there was an answer at all. */
  isKnown: boolean;
  error: Error | null;
}

const NOTHING: Found = { lines: [], cursor: null, backlogS: 0, isLooking: false, isKnown: false, error: null };

/** What was found; of questions that overlap, the last one counts, and the answer before it stays until then. */
export class Findings extends Store<Found> {
  private asking: AbortController | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pauseMs = PAUSE_MS;
  private query: Query | null = null;
  private askedMs = 0;

  constructor(private readonly api: Api) {
    super(NOTHING);
  }

  /** Look for something once nobody has wanted anything else for a moment, or `atOnce`. */
  want(query: Query, { atOnce = false } = {}): void {
    this.query = query;
    clearTimeout(this.timer);
    this.asking?.abort();
    this.update((found) => ({ ...found, isLooking: true, error: null }));
    this.timer = setTimeout(() => void this.ask(null), atOnce ? 0 : this.pauseMs);
  }

  /** Look for the next page of the same, unless something is being looked for. */
  readonly more = async (): Promise<void> => {
    const { cursor, isLooking } = this.get();
    if (cursor !== null && !isLooking) await this.ask(cursor);
  };

  readonly again = (): void => {
    if (this.query !== null) this.want(this.query, { atOnce: true });
  };

  /** Show a line with a change that was made. */
  replace(line: Line): void {
    this.update((found) => ({ ...found, lines: found.lines.map((each) => (each.id === line.id ? line : each)) }));
  }

  stop(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  private async ask(cursor: string | null): Promise<void> {
    if (this.query === null) return;
    const asking = (this.asking = new AbortController());
    this.update((found) => ({ ...found, isLooking: true, error: null }));
    const beganMs = performance.now();
    // All pages of one question are about the same stretch of time.
    if (cursor === null) this.askedMs = Date.now();
    try {
      const body = { ...orderOf(this.query, this.askedMs), limit: PAGE, cursor };
      const page = await this.api.call("POST /api/transcripts/search", { body, signal: asking.signal });
      if (asking.signal.aborted) return;
      this.pauseMs = Math.min(MOST_PAUSE_MS, Math.max(PAUSE_MS, performance.now() - beganMs));
      this.update((found) => ({ ...joined(cursor === null ? [] : found.lines, page), error: null }));
    } catch (error) {
      if (asking.signal.aborted || isAbort(error)) return;
      const failure = error instanceof Error ? error : new Error(String(error));
      this.pauseMs = Math.min(MOST_PAUSE_MS, this.pauseMs * 2);
      this.update((found) => ({ ...found, isLooking: false, error: failure }));
    }
  }
}

/** Return what is known after another page; a line that came with both pages is there once. */
function joined(before: readonly Line[], page: LinePage): Omit<Found, "error"> {
  const known = new Set(before.map(({ id }) => id));
  const lines = [...before, ...page.lines.filter(({ id }) => !known.has(id))];
  return { lines, cursor: page.cursor, backlogS: page.backlog_s, isLooking: false, isKnown: true };
}
