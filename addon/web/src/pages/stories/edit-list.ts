import type { Captions, FaceBlur } from "../../api/generated";

/**
 * A stretch of one camera's recording in a story; `sound` names the cameras that are heard, none: its own. `narration` is
 * spoken over it.
 */
export interface Clip {
  readonly id: string;
  readonly camera_id: string;
  readonly start_ms: number;
  readonly end_ms: number;
  readonly sound: readonly string[];
  readonly muted: boolean;
  readonly narration: string;
}

/** What of a story is edited: preview and export both are made from it. */
export interface EditList {
  readonly title: string;
  readonly captions: Captions;
  readonly blur: FaceBlur | null;
  readonly clips: readonly Clip[];
}

export type Range = Pick<Clip, "camera_id" | "start_ms" | "end_ms">;
export type Edge = "start" | "end";

/** One step of editing. `newId` names the clip that it makes. */
export type Edit =
  | { kind: "add"; range: Range; at: number; newId: string }
  | { kind: "remove"; id: string }
  | { kind: "duplicate"; id: string; newId: string }
  | { kind: "move"; id: string; to: number }
  | { kind: "split"; id: string; atMs: number; newId: string }
  | { kind: "trim"; id: string; edge: Edge; toMs: number }
  | { kind: "sound"; id: string; part: Partial<Pick<Clip, "sound" | "muted">> }
  | { kind: "narrate"; id: string; text: string }
  | { kind: "story"; part: Partial<Pick<EditList, "title" | "captions" | "blur">> };

export const SHORTEST_MS = 200;
export const LONGEST_MS = 3_600_000;
export const MOST_CLIPS = 200;
export const MOST_TOTAL_MS = 4 * 3_600_000;
export const MOST_TITLE = 200;
export const MOST_NARRATION = 500;
/** What no text-to-speech can say, and the server refuses: control characters and halves of others. */
const UNSPOKEN = /[\p{Cc}\p{Cs}]/gu;

export function lengthOf({ start_ms, end_ms }: Pick<Clip, "start_ms" | "end_ms">): number {
  return end_ms - start_ms;
}

export function totalMs(clips: readonly Clip[]): number {
  return clips.reduce((sum, clip) => sum + lengthOf(clip), 0);
}

/** Return the list after an edit: the very same one where that changes nothing, or would make it one that is not allowed. */
export function edited(list: EditList, edit: Edit): EditList {
  if (edit.kind === "story") return withParts(list, edit.part);
  if (edit.kind === "add") return withClips(list, added(list.clips, edit));
  const index = list.clips.findIndex(({ id }) => id === edit.id);
  const clip = list.clips[index];
  return clip === undefined ? list : withClips(list, changed(list.clips, index, clip, edit));
}

type OfOneClip = Exclude<Edit, { kind: "add" | "story" }>;

function changed(clips: readonly Clip[], index: number, clip: Clip, edit: OfOneClip): readonly Clip[] {
  switch (edit.kind) {
    case "remove":
      return clips.toSpliced(index, 1);
    case "duplicate":
      return inserted(clips, index + 1, { ...clip, id: edit.newId });
    case "move":
      return moved(clips, index, edit.to);
    case "split":
      return split(clips, index, clip, Math.round(edit.atMs), edit.newId);
    case "trim":
      return replaced(clips, index, trimmed(clip, edit.edge, Math.round(edit.toMs)));
    case "sound":
      return replaced(clips, index, { ...clip, ...edit.part });
    case "narrate":
      return replaced(clips, index, { ...clip, narration: narrated(edit.text) });
  }
}

function withParts(list: EditList, part: Partial<EditList>): EditList {
  const next = { ...list, ...part };
  const isSame = next.title === list.title && next.captions === list.captions && next.blur === list.blur;
  return isSame ? list : next;
}

function withClips(list: EditList, clips: readonly Clip[]): EditList {
  return clips === list.clips || totalMs(clips) > MOST_TOTAL_MS ? list : { ...list, clips };
}

function added(clips: readonly Clip[], { range, at, newId }: Extract<Edit, { kind: "add" }>): readonly Clip[] {
  const start_ms = Math.round(range.start_ms);
  const end_ms = Math.min(Math.round(range.end_ms), start_ms + LONGEST_MS);
  if (end_ms - start_ms < SHORTEST_MS) return clips;
  const plain = { sound: [], muted: false, narration: "" };
  return inserted(clips, at, { id: newId, camera_id: range.camera_id, start_ms, end_ms, ...plain });
}

function inserted(clips: readonly Clip[], at: number, clip: Clip): readonly Clip[] {
  if (clips.length >= MOST_CLIPS || clips.some(({ id }) => id === clip.id)) return clips;
  return clips.toSpliced(Math.min(Math.max(0, at), clips.length), 0, clip);
}

function moved(clips: readonly Clip[], from: number, wanted: number): readonly Clip[] {
  const to = Math.min(Math.max(0, wanted), clips.length - 1);
  const clip = clips[from];
  return to === from || clip === undefined ? clips : clips.toSpliced(from, 1).toSpliced(to, 0, clip);
}

function split(clips: readonly Clip[], index: number, clip: Clip, atMs: number, newId: string): readonly Clip[] {
  if (atMs - clip.start_ms < SHORTEST_MS || clip.end_ms - atMs < SHORTEST_MS) return clips;
  // What is spoken begins with the first of the two, and is not to be heard twice.
  const both = inserted(clips, index + 1, { ...clip, id: newId, start_ms: atMs, narration: "" });
  return both === clips ? clips : both.with(index, { ...clip, end_ms: atMs });
}

function replaced(clips: readonly Clip[], index: number, clip: Clip): readonly Clip[] {
  return sameClip(clips[index], clip) ? clips : clips.with(index, clip);
}

/** Return the clip with one edge elsewhere, as near to that as its least and its greatest length allow. */
export function trimmed(clip: Clip, edge: Edge, toMs: number): Clip {
  const { start_ms, end_ms } = clip;
  if (edge === "start") {
    const least = Math.max(0, end_ms - LONGEST_MS);
    return { ...clip, start_ms: Math.min(Math.max(toMs, least), end_ms - SHORTEST_MS) };
  }
  return { ...clip, end_ms: Math.max(Math.min(toMs, start_ms + LONGEST_MS), start_ms + SHORTEST_MS) };
}

/** Return a text as it can be spoken, and no more of it than may be. */
export function narrated(text: string): string {
  return text.slice(0, MOST_NARRATION).replaceAll(UNSPOKEN, (found) => (found === "\n" ? found : " "));
}

function sameClip(one: Clip | undefined, other: Clip): boolean {
  return (
    one?.id === other.id &&
    one.camera_id === other.camera_id &&
    one.start_ms === other.start_ms &&
    one.end_ms === other.end_ms &&
    one.muted === other.muted &&
    one.narration === other.narration &&
    one.sound.join() === other.sound.join()
  );
}

/** Whether two lists make the same story. */
export function sameList(one: EditList, other: EditList): boolean {
  return (
    withParts(one, { title: other.title, captions: other.captions, blur: other.blur }) === one &&
    one.clips.length === other.clips.length &&
    one.clips.every((clip, index) => sameClip(other.clips[index], clip))
  );
}

/** Return an id that no clip of the list has. */
export function newClipId(clips: readonly Clip[]): string {
  for (;;) {
    const id = crypto.getRandomValues(new Uint32Array(2)).reduce((text, part) => text + part.toString(36), "c");
    if (!clips.some((clip) => clip.id === id)) return id;
  }
}
