import { lengthOf, type Clip } from "./edit-list";

/** Where the story is: in which clip, and which instant of its recording is shown. */
export interface Place {
  readonly index: number;
  readonly clip: Clip;
  readonly atMs: number;
}

/** Return when in the story each clip begins; the clips follow each other without a pause. */
export function beginnings(clips: readonly Clip[]): number[] {
  let at = 0;
  return clips.map((clip) => {
    const begins = at;
    at += lengthOf(clip);
    return begins;
  });
}

/** Return what is shown so long after the story began; beyond its end, its last instant. Null of an empty story. */
export function placeAt(clips: readonly Clip[], storyMs: number): Place | null {
  let leftMs = Math.max(0, storyMs);
  for (const [index, clip] of clips.entries()) {
    if (leftMs < lengthOf(clip) || index === clips.length - 1) {
      return { index, clip, atMs: Math.min(clip.start_ms + leftMs, clip.end_ms) };
    }
    leftMs -= lengthOf(clip);
  }
  return null;
}

/** Return how long after its beginning the story shows an instant of one of its clips; outside of it, its nearer end. */
export function storyMsOf(clips: readonly Clip[], id: string, atMs: number): number | null {
  const index = clips.findIndex((clip) => clip.id === id);
  const clip = clips[index];
  const begins = beginnings(clips)[index];
  if (clip === undefined || begins === undefined) return null;
  return begins + Math.min(Math.max(0, atMs - clip.start_ms), lengthOf(clip));
}
