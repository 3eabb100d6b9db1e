import type { Line, SpeakerOutput } from "../../api/generated";

/** Playing begins so long before a line. */
const LEAD_MS = 500;
/** Longer lines than that tell no more about a voice. */
const ENOUGH_MS = 8000;

/** Return the line that tells most about a voice: the longest, of those that are long enough the newest; null if none. */
export function sampleOf(lines: readonly Line[]): Line | null {
  const worth = ({ start_ms, end_ms }: Line): number => Math.min(ENOUGH_MS, end_ms - start_ms);
  const order = (one: Line, other: Line): number => worth(other) - worth(one) || other.start_ms - one.start_ms;
  return lines.toSorted(order)[0] ?? null;
}

/** The instant at which to begin playing a line. */
export function playFrom(line: Line): number {
  return line.start_ms - LEAD_MS;
}

/** Return what a speaker is once another one is the same. */
export function mergedWith(stays: SpeakerOutput, goes: SpeakerOutput): Pick<SpeakerOutput, "lines" | "talk_ms"> {
  return { lines: stays.lines + goes.lines, talk_ms: stays.talk_ms + goes.talk_ms };
}

/** Return the lines that are still this speaker's after one of them became a person's or nobody's. */
export function stillTheirs(lines: readonly Line[], id: number): Line[] {
  return lines.filter((line) => line.id !== id);
}
