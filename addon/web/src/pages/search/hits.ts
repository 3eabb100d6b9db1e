import type { Line } from "../../api/generated";

/** Playing begins so long before the word, so that it is not cut. */
const LEAD_MS = 1000;
const CONTEXT_MS = 3000;

export interface Piece {
  text: string;
  isHit: boolean;
}

/**
 * Cut a text where hits begin and end. `highlights` are (start, end) offsets, flattened, in characters as the server
 * counts them: one for an emoji, too. Hits with nothing but space between them are one: a piece of space alone would not
 * be in the name by which a screen reader knows what the text is in.
 */
export function pieces(text: string, highlights: readonly number[]): Piece[] {
  const characters = Array.from(text);
  const found: Piece[] = [];
  const add = (startAt: number, endAt: number, isHit: boolean): void => {
    const part = characters.slice(startAt, endAt).join("");
    if (part !== "") found.push({ text: part, isHit });
  };
  let doneTo = 0;
  for (let index = 0; index + 1 < highlights.length; index += 2) {
    const [startAt = 0, endAt = 0] = highlights.slice(index, index + 2);
    const beginAt = Math.max(doneTo, startAt);
    const last = found.at(-1);
    if (last?.isHit && isSpace(characters.slice(doneTo, beginAt))) {
      found[found.length - 1] = {
        text: last.text + characters.slice(doneTo, Math.max(beginAt, endAt)).join(""),
        isHit: true,
      };
    } else {
      add(doneTo, beginAt, false);
      add(beginAt, endAt, true);
    }
    doneTo = Math.max(doneTo, endAt);
  }
  add(doneTo, characters.length, false);
  return found;
}

function isSpace(characters: readonly string[]): boolean {
  return characters.join("").trim() === "";
}

/** When the first word that was found is spoken; the line's beginning where that is not known. */
export function spokenAt(line: Line): number {
  return line.instants_ms[0] ?? line.start_ms;
}

/** The instant at which to begin playing a hit. */
export function playFrom(line: Line): number {
  return spokenAt(line) - LEAD_MS;
}

/** Return what to make a clip of a line of: the line with what came right before and after it. */
export function aroundLine({ start_ms, end_ms }: Pick<Line, "start_ms" | "end_ms">): {
  startMs: number;
  endMs: number;
} {
  return { startMs: Math.round(start_ms - CONTEXT_MS), endMs: Math.round(end_ms + CONTEXT_MS) };
}

/** Return which of `count` hits a key leads to from one (−1: the field of words), null for any other key. */
export function steered(key: string, from: number, count: number): number | null {
  const wanted: Readonly<Record<string, number>> = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: count - 1 };
  const to = from < 0 && key !== "ArrowDown" ? undefined : wanted[key];
  return to === undefined || count === 0 ? null : Math.min(to, count - 1);
}
