import type { Gap, Lanes, Spans } from "../../api/generated";
import { lengthMs, type Span } from "./view";

/** Many spans, oldest first, as it is quick to draw them. */
export interface Lane {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

/** A day of a camera. */
export interface DayLanes {
  readonly recorded: Lane;
  /** Null where nobody looks for it. */
  readonly motion: Lane | null;
  readonly speech: Lane;
  readonly visits: Lane;
}

export const EMPTY: Lane = { starts: new Float64Array(), ends: new Float64Array() };

export function unpack({ recorded, motion, speech, visits, start_ms }: Lanes): DayLanes {
  return {
    recorded: unpackLane(recorded, start_ms),
    motion: motion == null ? null : unpackLane(motion, start_ms),
    speech: unpackLane(speech, start_ms),
    visits: unpackLane(visits, start_ms),
  };
}

function unpackLane({ after_ms, lasts_ms }: Spans, startMs: number): Lane {
  const starts = new Float64Array(after_ms.length);
  const ends = new Float64Array(after_ms.length);
  let at = startMs;
  for (const [index, after] of after_ms.entries()) {
    at += after;
    starts[index] = at;
    ends[index] = at + (lasts_ms[index] ?? 0);
  }
  return { starts, ends };
}

/** Return the index of the first span that begins after an instant. */
export function firstAfter({ starts }: Lane, atMs: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How far back a span that reaches into the view may begin; nothing lasts longer but footage, which is joined. */
const LOOKBACK_SPANS = 64;

/** Fill `columns` with how much of each pixel's time is covered, 0 to 1. */
export function fillDensity(lane: Lane, view: Span, columns: Float32Array): void {
  columns.fill(0);
  const perMs = columns.length / lengthMs(view);
  const begin = Math.max(0, firstAfter(lane, view.startMs) - LOOKBACK_SPANS);
  for (let index = begin; index < lane.starts.length; index++) {
    const start = lane.starts[index] ?? 0;
    if (start >= view.endMs) break;
    cover(columns, (start - view.startMs) * perMs, ((lane.ends[index] ?? 0) - view.startMs) * perMs);
  }
}

function cover(columns: Float32Array, fromPx: number, toPx: number): void {
  const from = Math.max(0, fromPx);
  const to = Math.min(columns.length, toPx);
  for (let column = Math.floor(from); column < to; column++) {
    const share = Math.min(to, column + 1) - Math.max(from, column);
    columns[column] = Math.min(1, (columns[column] ?? 0) + share);
  }
}

/** Return the next or the previous beginning of what is said or seen; null if there is none. */
export function neighbour(lanes: readonly Lane[], atMs: number, direction: 1 | -1): number | null {
  const found = lanes.map((lane) => {
    const index = firstAfter(lane, direction > 0 ? atMs : atMs - 1500);
    return lane.starts[direction > 0 ? index : index - 1];
  });
  const known = found.filter((start) => start !== undefined);
  if (known.length === 0) return null;
  return direction > 0 ? Math.min(...known) : Math.max(...known);
}

/** Whether there is footage of an instant. */
export function isRecorded({ recorded }: DayLanes, atMs: number): boolean {
  return atMs < (recorded.ends[firstAfter(recorded, atMs) - 1] ?? 0);
}

/** Return why there is no footage of an instant, if that is known. */
export function gapAt(gaps: readonly Gap[], atMs: number): Gap | null {
  return gaps.find(({ start_ms, end_ms }) => start_ms <= atMs && atMs < (end_ms ?? Infinity)) ?? null;
}
