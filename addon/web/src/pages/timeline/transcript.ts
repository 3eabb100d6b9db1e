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

/** Whether a word that was heard is, or is part of, a keyword. */
export function isKeyword(word: string, keywords: readonly string[]): boolean {
  const parts = keywords.flatMap((keyword) => keyword.trim().split(/\s+/)).filter(Boolean);
  return split(word, parts).length > 1;
}

/** Return which lines to render around one: all of a long day would be slow to scroll. */
export function around(lines: readonly Line[], index: number, most: number): readonly [from: number, to: number] {
  const from = Math.max(0, Math.min(index - most / 2, lines.length - most));
  return [from, Math.min(lines.length, from + most)];
}
