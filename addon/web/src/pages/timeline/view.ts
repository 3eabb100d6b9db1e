/** A stretch of time in milliseconds since 1970. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

const SHORTEST_MS = 1000;

export function lengthMs({ startMs, endMs }: Span): number {
  return endMs - startMs;
}

/** Return a view of this length around what is kept in place, inside the day. */
function clamp(startMs: number, length: number, day: Span): Span {
  const wanted = Math.min(Math.max(length, SHORTEST_MS), lengthMs(day));
  const begin = Math.min(Math.max(startMs, day.startMs), day.endMs - wanted);
  return { startMs: begin, endMs: begin + wanted };
}

/** Show `factor` times as much (below 1: less), keeping the instant under the pointer where it is. */
export function zoomAt(view: Span, day: Span, atMs: number, factor: number): Span {
  const length = Math.min(Math.max(lengthMs(view) * factor, SHORTEST_MS), lengthMs(day));
  const share = (atMs - view.startMs) / lengthMs(view);
  return clamp(atMs - share * length, length, day);
}

export function panBy(view: Span, day: Span, byMs: number): Span {
  return clamp(view.startMs + byMs, lengthMs(view), day);
}

/** Return where an instant is, in whole pixels from the left of a view that is so wide. */
export function pxOf(atMs: number, view: Span, widthPx: number): number {
  return Math.round(((atMs - view.startMs) / lengthMs(view)) * widthPx);
}

/** Return from which pixel to which a part is seen in a view, at least two of them; null if it is not. */
export function placeOf(part: Span, view: Span, widthPx: number): readonly [left: number, right: number] | null {
  const from = pxOf(part.startMs, view, widthPx);
  const to = Math.max(from + 2, pxOf(part.endMs, view, widthPx));
  const [left, right] = [Math.max(0, from), Math.min(widthPx, to)];
  return right > left ? [left, right] : null;
}

/** Move as little as needed for an instant to be seen; a little beyond, so that what follows is seen, too. */
export function reveal(view: Span, day: Span, atMs: number): Span {
  if (atMs >= view.startMs && atMs <= view.endMs) return view;
  return clamp(atMs - lengthMs(view) * 0.1, lengthMs(view), day);
}

/** Return where two fingers moved the view to: what was under each stays there. */
export function pinch(
  view: Span,
  day: Span,
  before: readonly [number, number],
  after: readonly [number, number],
): Span {
  const length = lengthMs(view);
  const [one, other] = before.map((share) => view.startMs + share * length) as [number, number];
  const spread = after[1] - after[0];
  if (Math.abs(spread) < 0.01) return view;
  const next = (other - one) / spread;
  return next <= 0 ? view : clamp(one - after[0] * next, next, day);
}

/** The least of a day that has just begun to have footage. */
const OPENING_MS = 15 * 60_000;

/** Show the day, or of one with little footage as much as makes that footage a good part of the view. */
export function openingView(day: Span, footage: Span): Span {
  const length = Math.max(OPENING_MS, 3 * lengthMs(footage));
  return clamp(footage.startMs - 0.1 * length, length, day);
}

const STEPS_S = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 10_800, 21_600];

const HOUR_MS = 3_600_000;

/**
 * Return the instants to be labelled, about `most` of them at most, counted from the day's beginning. Hours are those of
 * the clock, also on a day on which it is changed.
 */
export function ticks(view: Span, day: Span, most: number): { stepMs: number; atMs: number[] } {
  const fits = STEPS_S.find((step) => lengthMs(view) / (step * 1000) <= most) ?? 43_200;
  const stepMs = fits * 1000;
  if (stepMs >= HOUR_MS) return { stepMs, atMs: hours(view, day, stepMs / HOUR_MS) };
  const first = Math.ceil((view.startMs - day.startMs) / stepMs);
  const count = Math.floor((view.endMs - day.startMs) / stepMs) - first + 1;
  return { stepMs, atMs: Array.from({ length: count }, (_, index) => day.startMs + (first + index) * stepMs) };
}

/** Return when the clock shows each so many-th hour of the day; an hour that it leaves out is not there. */
function hours(view: Span, day: Span, step: number): number[] {
  const begin = new Date(day.startMs);
  const atMs = new Set<number>();
  for (let hour = begin.getHours(); ; hour += step) {
    const at = new Date(begin.getFullYear(), begin.getMonth(), begin.getDate(), hour, begin.getMinutes());
    if (at.getTime() > view.endMs) return [...atMs];
    const isShown = at.getTime() >= view.startMs && at.getHours() === hour % 24;
    if (isShown) atMs.add(at.getTime());
  }
}

/** Less of the view than that cannot be seen well. */
const SMALL = 1 / 40;
const AROUND = 2.5;

/** Return a view in which a part of it is easily seen and changed; the same if it is already, or is not seen at all. */
export function closeTo(view: Span, day: Span, part: Span): Span {
  const isSeen = part.startMs >= view.startMs && part.endMs <= view.endMs;
  if (!isSeen || lengthMs(part) >= lengthMs(view) * SMALL) return view;
  const around = lengthMs(part) * AROUND;
  return clamp(part.startMs - around, lengthMs(part) + 2 * around, day);
}
