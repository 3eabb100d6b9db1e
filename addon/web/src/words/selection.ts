import { step, type Edge, type Speech, type Spoken, type Unit } from "./snap";

/** A stretch of a recording that was chosen, in milliseconds since 1970. */
export interface Selection {
  readonly startMs: number;
  readonly endMs: number;
}

export const SHORTEST_MS = 200;
/** No clip may be longer. */
export const LONGEST_MS = 24 * 3_600_000;
/** What is chosen where only one end was told. */
const FIRST_MS = 10_000;

function clamp(atMs: number, lowMs: number, highMs: number): number {
  return Math.round(Math.min(Math.max(atMs, lowMs), highMs));
}

/** Return what lies between two instants, in whichever order they come; never less than the shortest clip. */
export function between(oneMs: number, otherMs: number, bounds: Selection): Selection {
  const startMs = clamp(Math.min(oneMs, otherMs), bounds.startMs, bounds.endMs - SHORTEST_MS);
  const endMs = clamp(Math.max(oneMs, otherMs), startMs + SHORTEST_MS, bounds.endMs);
  return { startMs, endMs };
}

/** Move one end, which stops before the other. */
export function withEdge({ startMs, endMs }: Selection, edge: Edge, atMs: number, bounds: Selection): Selection {
  return edge === "start"
    ? { startMs: clamp(atMs, bounds.startMs, endMs - SHORTEST_MS), endMs }
    : { startMs, endMs: clamp(atMs, startMs + SHORTEST_MS, bounds.endMs) };
}

/** Begin or end here; the other end goes along when it would come to lie on the wrong side. */
export function mark(selection: Selection | null, edge: Edge, atMs: number, bounds: Selection): Selection {
  const lengthMs = selection === null ? FIRST_MS : selection.endMs - selection.startMs;
  if (edge === "start") {
    const isBehind = selection === null || atMs > selection.endMs - SHORTEST_MS;
    return between(atMs, isBehind ? atMs + lengthMs : selection.endMs, bounds);
  }
  const isBefore = selection === null || atMs < selection.startMs + SHORTEST_MS;
  return between(isBefore ? atMs - lengthMs : selection.startMs, atMs, bounds);
}

/** Return what two words and all between them take, in whichever order they come. */
export function ofWords(one: Spoken, other: Spoken, bounds: Selection): Selection {
  return between(Math.min(one.startMs, other.startMs), Math.max(one.endMs, other.endMs), bounds);
}

/** Return the selection that an address has (`from`, `to`), if there is one within bounds. */
export function readSelection(query: URLSearchParams, bounds: Selection): Selection | null {
  const [from, to] = [Number(query.get("from")), Number(query.get("to"))];
  if (!(from > 0 && to > from) || to <= bounds.startMs || from >= bounds.endMs) return null;
  return between(from, to, bounds);
}

/** How far an end goes at once: to the next word or sentence, or by a little, wherever that is. */
export type Stride = Unit | "free";

const FREE_MS = 100;
const WORDLESS_MS = 1000;
/** Words that are farther away are those of another conversation. */
const FAR_MS = 5000;

/** Return where an end goes from an instant; where nothing is said nearby, by a second. */
export function nudged(speech: Speech, edge: Edge, atMs: number, direction: 1 | -1, stride: Stride): number {
  if (stride === "free") return atMs + direction * FREE_MS;
  const found = step(speech, edge, atMs, direction, stride);
  return found !== null && Math.abs(found - atMs) <= FAR_MS ? found : atMs + direction * WORDLESS_MS;
}
