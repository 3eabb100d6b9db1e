import type { Line } from "../../api/generated";

/** Return the index of the last line that has begun at an instant, -1 before the first. */
export function lineAt(lines: readonly Line[], atMs: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.start_ms ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Return the line that is being said at an instant, and a moment longer, so that it can be read. */
export function spokenAt(lines: readonly Line[], atMs: number): Line | null {
  const line = lines[lineAt(lines, atMs)];
  return line !== undefined && atMs <= line.end_ms + LINGER_MS ? line : null;
}

const LINGER_MS = 1500;

/** Return the lines with one that was said just now, or whose speaker became known. */
export function withLine(lines: readonly Line[], line: Line): Line[] {
  const others = lines.filter(({ id }) => id !== line.id);
  const index = lineAt(others, line.start_ms) + 1;
  return [...others.slice(0, index), line, ...others.slice(index)];
}

/** Return a text's parts: what stands between keywords, and after each the keyword that follows it. */
export function split(text: string, keywords: readonly string[]): string[] {
  const wanted = keywords.map((word) => word.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).filter(Boolean);
  return wanted.length === 0
    ? [text]
    : text.split(new RegExp(`(?<![\\p{L}\\p{N}])(${wanted.join("|")})(?![\\p{L}\\p{N}])`, "iu"));
}

/** Return which of the words that were said one after the other are, or are part of, a keyword. */
export function whichAreKeywords(words: readonly { text: string }[], keywords: readonly string[]): boolean[] {
  if (keywords.length === 0) return words.map(() => false);
  const found: (readonly [from: number, to: number])[] = [];
  let at = 0;
  for (const [index, part] of split(words.map(({ text }) => text).join(" "), keywords).entries()) {
    if (index % 2 === 1) found.push([at, at + part.length]);
    at += part.length;
  }
  let begin = 0;
  return words.map(({ text }) => {
    const [from, to] = [begin, begin + text.length];
    begin = to + 1;
    return found.some(([start, end]) => start < to && end > from);
  });
}

/** Return which lines to render around one: all of a long day would be slow to scroll. */
export function around(lines: readonly Line[], index: number, most: number): readonly [from: number, to: number] {
  const from = Math.max(0, Math.min(index - most / 2, lines.length - most));
  return [from, Math.min(lines.length, from + most)];
}
