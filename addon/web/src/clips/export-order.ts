import type { Gap, GapReason, NewExport, Recording } from "../api/generated";
import type { Selection } from "../words/selection";

/** What an export is to be, as its dialog has it. */
export interface ExportDraft {
  readonly kind: "clip" | "audio" | "timelapse";
  readonly cameraIds: readonly string[];
  readonly range: Selection;
  readonly cut: "exact" | "keyframe";
  readonly captions: "none" | "soft" | "sidecar" | "burned_in";
  readonly blur: "none" | "unknown" | "all";
  readonly speed: number;
  readonly strict: boolean;
  readonly note: string;
}

/** What of a camera is missing in a range, and why if that is known. */
export interface Hole {
  readonly cameraId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly reason: GapReason;
}

/** As the server reckons: sound takes 128 kbit/s, a timelapse so much a picture, and pictures encoded anew up to twice. */
const AUDIO_BYTES_PER_S = 18_000;
const TIMELAPSE_FRAME_BYTES = 120_000;
const FRAMES_PER_S = 25;
const ENCODED_TIMES = 2;
/** Files of one session tile time; what is shorter is rounding. */
const SHORTEST_HOLE_MS = 500;

export function newDraft(cameraId: string, range: Selection): ExportDraft {
  return {
    kind: "clip",
    cameraIds: [cameraId],
    range,
    cut: "exact",
    captions: "none",
    blur: "none",
    speed: 60,
    strict: false,
    note: "",
  };
}

/** Return the order of what a draft says; what its kind does not have is left out. */
export function orderOf({ kind, cameraIds, range, cut, captions, blur, speed, strict, note }: ExportDraft): NewExport {
  const order = { kind, start: range.startMs, end: range.endMs, strict, note: note.trim() };
  const [first = ""] = cameraIds;
  if (kind === "audio") return { ...order, camera_ids: [...cameraIds] };
  if (kind === "timelapse") return { ...order, camera_ids: [first], speed };
  return { ...order, camera_ids: [first], cut, captions, blur: blur === "none" ? null : blur };
}

/** Whether pictures are encoded anew: slower, and larger maybe. */
export function isEncoded({ kind, cut, captions, blur }: ExportDraft): boolean {
  return kind === "clip" && (cut === "exact" || captions === "burned_in" || blur !== "none");
}

/** Return about how large an export becomes, from the recordings of its camera. */
export function estimateBytes(recordings: readonly Recording[], draft: ExportDraft): number {
  const { startMs, endMs } = draft.range;
  const lastsS = (endMs - startMs) / 1000;
  if (draft.kind === "audio") return lastsS * AUDIO_BYTES_PER_S;
  if (draft.kind === "timelapse") return ((lastsS * FRAMES_PER_S) / draft.speed) * TIMELAPSE_FRAME_BYTES;
  let bytes = 0;
  for (const { start_ms, end_ms, size_bytes } of recordings) {
    const sharedMs = Math.min(end_ms, endMs) - Math.max(start_ms, startMs);
    if (sharedMs > 0 && end_ms > start_ms) bytes += (size_bytes * sharedMs) / (end_ms - start_ms);
  }
  return bytes * (isEncoded(draft) ? ENCODED_TIMES : 1);
}

/** Return what is not recorded of a range, oldest first. A file that is being written reaches up to now. */
export function holesIn(
  cameraId: string,
  recordings: readonly Recording[],
  gaps: readonly Gap[],
  { startMs, endMs }: Selection,
  nowMs: number,
): Hole[] {
  const holes: Hole[] = [];
  let doneMs = startMs;
  const miss = (untilMs: number): void => {
    if (untilMs - doneMs < SHORTEST_HOLE_MS) return;
    holes.push({ cameraId, startMs: doneMs, endMs: untilMs, reason: reasonOf(gaps, doneMs, untilMs) });
  };
  for (const { start_ms, end_ms, is_open } of recordings.toSorted((one, other) => one.start_ms - other.start_ms)) {
    if (end_ms <= doneMs && !is_open) continue;
    if (start_ms >= endMs) break;
    miss(Math.min(start_ms, endMs));
    doneMs = Math.max(doneMs, is_open ? nowMs : end_ms);
  }
  miss(endMs);
  return holes;
}

function reasonOf(gaps: readonly Gap[], startMs: number, endMs: number): GapReason {
  const found = gaps.find(({ start_ms, end_ms }) => start_ms < endMs && (end_ms ?? Infinity) > startMs);
  return found?.reason ?? "unknown";
}
