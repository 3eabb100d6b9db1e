/** Stretches of media time in seconds, as `TimeRanges` has them. */
export type Ranges = readonly (readonly [startS: number, endS: number])[];

/** Playback may be so far behind what has arrived; a camera with a keyframe each 2 s needs that much. */
const MOST_BEHIND_S = 3;
const RESUME_BEHIND_S = 0.6;
/** So much is left when the next piece comes, of 0.3 s mostly. More is made up for, so little is enough. */
const SPARE_S = { most: 0.45, enough: 0.3 };
/** As many pieces as tell how regularly they come. */
const PIECES = 10;
/** Hardly seen or heard: browsers keep the pitch. */
const HURRY_RATE = 1.1;

/** Keeps playback as close to what arrives as how regularly that comes allows. */
export class LiveEdge {
  /** How fast to play. */
  rate = 1;
  private endS: number | null = null;
  private hasBegun = false;
  private spares: number[] = [];

  /**
   * More has arrived: return where playback must jump to in order to be live, null if it is well where it is. Whoever
   * joins gets what came since the last keyframe at once, and begins at its end.
   */
  grown(ranges: Ranges, positionS: number, isAll: boolean): number | null {
    const last = ranges.at(-1);
    if (last === undefined || last[1] === this.endS) return null;
    const [startS, endS] = last;
    const spareS = (this.endS ?? startS) - positionS;
    const isThere = positionS >= startS && positionS <= endS && endS - positionS <= this.mostBehindS(isAll);
    this.endS = endS;
    this.pace(isThere ? spareS : null);
    return isThere ? null : Math.max(startS, endS - RESUME_BEHIND_S);
  }

  private mostBehindS(isAll: boolean): number {
    if (!isAll || this.hasBegun) return MOST_BEHIND_S;
    this.hasBegun = true;
    return RESUME_BEHIND_S;
  }

  /** Choose how fast to play by what was left; null: playback jumps, and what was left before counts no longer. */
  private pace(spareS: number | null): void {
    this.spares = spareS === null ? [] : [...this.spares, spareS].slice(-PIECES);
    if (spareS === null || spareS <= SPARE_S.enough) this.rate = 1;
    else if (this.spares.length === PIECES && Math.min(...this.spares) > SPARE_S.most) this.rate = HURRY_RATE;
  }
}

export function rangesOf(buffered: TimeRanges): Ranges {
  return Array.from({ length: buffered.length }, (_, index) => [buffered.start(index), buffered.end(index)] as const);
}
