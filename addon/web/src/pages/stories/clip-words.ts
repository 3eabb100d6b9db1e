import type { Line } from "../../api/generated";
import { snap, speechOf, step, type Speech, type Spoken } from "../../words/snap";
import { trimmed, type Clip, type Edge } from "./edit-list";
import type { Span } from "../timeline/view";

/** Beside a clip so much is shown at least, and this share of its length. */
const LEAST_BESIDE_MS = 4000;
const BESIDE_SHARE = 0.2;
/** Where nothing is said, edges go by so much. */
const WORDLESS_STEP_MS = 1000;
export const FREE_STEP_MS = 100;
/** A word is being said from a little before it, so that one at which a picture stands is found. */
const LEAD_MS = 60;

export type Unit = "word" | "sentence" | "free";

/** Return the stretch in which a clip is cut. */
export function stageOf({ start_ms, end_ms }: Clip): Span {
  const beside = Math.max(LEAST_BESIDE_MS, (end_ms - start_ms) * BESIDE_SHARE);
  return { startMs: Math.max(0, start_ms - beside), endMs: end_ms + beside };
}

/** Whether both edges are to be seen with a little beside them. */
export function isOnStage({ startMs, endMs }: Span, { start_ms, end_ms }: Clip): boolean {
  const beside = LEAST_BESIDE_MS / 8;
  return (startMs === 0 || startMs <= start_ms - beside) && end_ms + beside <= endMs;
}

const speeches = new WeakMap<readonly Line[], Speech>();
const SILENCE = speechOf([]);

/** Return the words of lines, found once. */
export function wordsOf(lines: readonly Line[] | null): Speech {
  if (lines === null) return SILENCE;
  let speech = speeches.get(lines);
  if (speech === undefined) speeches.set(lines, (speech = speechOf(lines)));
  return speech;
}

/** Return where an edge that is dragged to an instant falls: `reachMs` away from words, or just there. */
export function dragged(speech: Speech, edge: Edge, atMs: number, reachMs: number, isFree: boolean): number {
  return isFree ? atMs : snap(speech, edge, atMs, reachMs);
}

/** Return where an edge is one word, one sentence or a tenth of a second on. */
export function stepped(speech: Speech, clip: Clip, edge: Edge, direction: 1 | -1, unit: Unit): number {
  const atMs = edge === "start" ? clip.start_ms : clip.end_ms;
  if (unit === "free") return atMs + direction * FREE_STEP_MS;
  const found = step(speech, edge, atMs, direction, unit) ?? atMs + direction * WORDLESS_STEP_MS;
  // A clip that ends up too short has met its other edge: nothing is moved rather than half of it.
  const after = trimmed(clip, edge, found);
  return (edge === "start" ? after.start_ms : after.end_ms) === Math.round(found) ? found : atMs;
}

/** Return the word that is said at an instant. */
export function wordAt({ words }: Speech, atMs: number): Spoken | null {
  return words.findLast(({ startMs, endMs }) => startMs - LEAD_MS <= atMs && atMs < endMs) ?? null;
}

/** Return where an edge falls that is put where the picture stands: around the word that is said there. */
export function edgeAt(speech: Speech, edge: Edge, atMs: number, isFree: boolean): number {
  const word = isFree ? null : wordAt(speech, atMs);
  if (word === null) return atMs;
  return edge === "start" ? word.startMs : word.endMs;
}

/** Return which edge of a clip is nearer to a word, and where it has to be for the clip to begin or end with that. */
export function nearerEdge({ start_ms, end_ms }: Clip, { startMs, endMs }: Spoken): { edge: Edge; toMs: number } {
  const isStart = Math.abs(startMs - start_ms) <= Math.abs(end_ms - endMs);
  return isStart ? { edge: "start", toMs: startMs } : { edge: "end", toMs: endMs };
}
