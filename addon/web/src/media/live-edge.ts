/** Stretches of media time in seconds, as `TimeRanges` has them. */
export type Ranges = readonly (readonly [startS: number, endS: number])[];

/** Playback may be so far behind what has arrived; a camera with a keyframe each 2 s needs that much. */
const MOST_BEHIND_S = 3;
const RESUME_BEHIND_S = 0.6;

/** Return where playback must jump to in order to be live, null if it is well where it is. */
export function catchUp(ranges: Ranges, positionS: number): number | null {
  const last = ranges.at(-1);
  if (last === undefined) return null;
  const [startS, endS] = last;
  if (positionS >= startS && positionS <= endS && endS - positionS <= MOST_BEHIND_S) return null;
  return Math.max(startS, endS - RESUME_BEHIND_S);
}

export function rangesOf(buffered: TimeRanges): Ranges {
  return Array.from({ length: buffered.length }, (_, index) => [buffered.start(index), buffered.end(index)] as const);
}
