import type { Line } from "../api/generated";

/** Where a cut may fall: at the beginning of something that is kept, or at its end. */
export type Edge = "start" | "end";
export type Unit = "word" | "sentence";

/** A word as it was said. */
export interface Spoken {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly lineId: number;
}

/** The words of some lines, and where words and sentences begin and end, each oldest first. */
export interface Speech {
  readonly words: readonly Spoken[];
  readonly edges: Readonly<Record<Unit, Readonly<Record<Edge, readonly number[]>>>>;
}

/** Edges of sentences draw a cut from so much farther than those of words. */
const SENTENCE_PULL = 2;
/** What ends a sentence, with whatever quote or bracket closes behind it. */
const SENTENCE_END = /[.!?…。！？؟।]["'”’»）)\]]*$/u;

type Said = Pick<Line, "id" | "start_ms" | "end_ms" | "text" | "words">;

/** Return where the words and sentences of lines are. A line without words is one word; its end ends a sentence. */
export function speechOf(lines: readonly Said[]): Speech {
  const words: Spoken[] = [];
  const sentences: { startMs: number; endMs: number }[] = [];
  for (const line of lines) {
    const said = wordsOf(line);
    words.push(...said);
    sentences.push(...sentencesOf(said));
  }
  words.sort((one, other) => one.startMs - other.startMs || one.endMs - other.endMs);
  return { words, edges: { word: edgesOf(words), sentence: edgesOf(sentences) } };
}

function wordsOf({ id, start_ms, end_ms, text, words }: Said): Spoken[] {
  const said = words.length > 0 ? words : [{ text, start_ms, end_ms }];
  return said.map((word) => ({
    text: word.text.trim(),
    startMs: word.start_ms,
    endMs: Math.max(word.start_ms, word.end_ms),
    lineId: id,
  }));
}

function sentencesOf(words: readonly Spoken[]): { startMs: number; endMs: number }[] {
  const sentences: { startMs: number; endMs: number }[] = [];
  let startMs: number | null = null;
  for (const [index, { text, startMs: begins, endMs }] of words.entries()) {
    startMs ??= begins;
    if (!SENTENCE_END.test(text) && index < words.length - 1) continue;
    sentences.push({ startMs, endMs });
    startMs = null;
  }
  return sentences;
}

function edgesOf(parts: readonly { startMs: number; endMs: number }[]): Record<Edge, number[]> {
  const sorted = (instants: number[]): number[] => [...new Set(instants)].sort((one, other) => one - other);
  return { start: sorted(parts.map(({ startMs }) => startMs)), end: sorted(parts.map(({ endMs }) => endMs)) };
}

/** Return how many of some instants, oldest first, are at or before one. */
function countTo(instants: readonly number[], atMs: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instants[middle] ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nearest(instants: readonly number[], atMs: number): number {
  const index = countTo(instants, atMs);
  const [before = -Infinity, after = Infinity] = [instants[index - 1], instants[index]];
  return atMs - before <= after - atMs ? before : after;
}

/**
 * Return where a cut at an instant falls: at the edge of a word or a sentence that is near, else where it is.
 * `reachMs` is how far an edge of a word draws it; of a timeline, a few pixels' worth.
 */
export function snap({ edges }: Speech, edge: Edge, atMs: number, reachMs: number): number {
  const [word, sentence] = [nearest(edges.word[edge], atMs), nearest(edges.sentence[edge], atMs)];
  const [fromWord, fromSentence] = [Math.abs(word - atMs), Math.abs(sentence - atMs) / SENTENCE_PULL];
  if (Math.min(fromWord, fromSentence) > reachMs) return atMs;
  return fromSentence <= fromWord ? sentence : word;
}

/** Return the next or the previous place where words (or sentences) begin or end, null behind the last. */
export function step({ edges }: Speech, edge: Edge, atMs: number, direction: 1 | -1, unit: Unit): number | null {
  const instants = edges[unit][edge];
  const index = direction > 0 ? countTo(instants, atMs) : countTo(instants, atMs - 1) - 1;
  return instants[index] ?? null;
}

/** Return the words of which at least half is heard between two instants. */
export function wordsBetween({ words }: Speech, startMs: number, endMs: number): Spoken[] {
  return words.filter((word) => {
    const middle = (word.startMs + word.endMs) / 2;
    return startMs <= middle && middle < endMs;
  });
}
