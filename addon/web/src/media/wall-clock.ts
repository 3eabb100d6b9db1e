/** An entry of a playlist: where it is in the media, in seconds, and which instant that is. */
export interface Entry {
  readonly start: number;
  readonly duration: number;
  readonly programDateTime: number | null;
}

/** Starts of entries are corrected by what was parsed, in floating point. */
const TOLERANCE_S = 0.02;
const SHORT_OF_END_S = 0.05;

/** Return the last entry for which `isBefore` holds, which it does for all up to one. */
function last(entries: readonly Entry[], isBefore: (entry: Entry) => boolean): Entry | null {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && isBefore(entry)) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1] ?? entries[0] ?? null;
}

/** Return the media time of an instant; of one without footage, where that ends before it. */
export function mediaTimeS(entries: readonly Entry[], atMs: number): number | null {
  const entry = last(entries, ({ programDateTime }) => (programDateTime ?? 0) <= atMs);
  if (entry?.programDateTime == null) return null;
  const insideS = Math.min(Math.max(0, (atMs - entry.programDateTime) / 1000), entry.duration - SHORT_OF_END_S);
  return entry.start + insideS;
}

/** Return the instant that is shown at a media time. */
export function instantMs(entries: readonly Entry[], atS: number): number | null {
  const entry = last(entries, ({ start }) => start <= atS + TOLERANCE_S);
  if (entry?.programDateTime == null) return null;
  return Math.round(entry.programDateTime + Math.max(0, atS - entry.start) * 1000);
}

/** Return the entries that a media playlist lists, for browsers that play it by themselves and do not tell them. */
export function entriesOf(playlist: string): Entry[] {
  const entries: Entry[] = [];
  let start = 0;
  let programDateTime: number | null = null;
  for (const line of playlist.split("\n")) {
    const [, tag, value = ""] = /^#(EXT-X-PROGRAM-DATE-TIME|EXTINF):([^,]*)/.exec(line) ?? [];
    if (tag === "EXT-X-PROGRAM-DATE-TIME") programDateTime = Date.parse(value);
    if (tag !== "EXTINF") continue;
    const duration = Number(value);
    entries.push({ start, duration, programDateTime });
    start += duration;
    if (programDateTime !== null) programDateTime += duration * 1000;
  }
  return entries;
}
