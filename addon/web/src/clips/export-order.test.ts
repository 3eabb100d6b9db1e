import { describe, expect, it } from "vitest";
import type { Gap, Recording } from "../api/generated";
import { estimateBytes, holesIn, newDraft, orderOf } from "./export-order";

const RANGE = { startMs: 10_000, endMs: 40_000 };

function recording(start_ms: number, end_ms: number, is_open = false): Recording {
  return { id: start_ms, camera_id: "a", start_ms, end_ms, size_bytes: (end_ms - start_ms) * 10, is_open };
}

describe("an order for an export", () => {
  const draft = {
    ...newDraft("a", RANGE),
    cameraIds: ["a", "b"],
    blur: "unknown",
    captions: "soft",
    note: " x ",
  } as const;

  it("has what its kind can have, and nothing else", () => {
    const common = { start: 10_000, end: 40_000, strict: false, note: "x" };
    const clip = { kind: "clip", camera_ids: ["a"], cut: "exact", captions: "soft", blur: "unknown" };
    expect(orderOf(draft)).toEqual({ ...common, ...clip });
    expect(orderOf({ ...draft, blur: "none" }).blur).toBeNull();
    expect(orderOf({ ...draft, kind: "audio" })).toEqual({ ...common, kind: "audio", camera_ids: ["a", "b"] });
    expect(orderOf({ ...draft, kind: "timelapse" })).toEqual({
      ...common,
      kind: "timelapse",
      camera_ids: ["a"],
      speed: 60,
    });
  });

  it("is estimated by what it is made from", () => {
    const recordings = [recording(0, 20_000), recording(30_000, 60_000)];
    const copied = { ...newDraft("a", RANGE), cut: "keyframe" } as const;
    expect(estimateBytes(recordings, copied)).toBe(200_000);
    expect(estimateBytes(recordings, { ...copied, captions: "burned_in" })).toBe(400_000);
    expect(estimateBytes(recordings, { ...copied, kind: "audio" })).toBe(540_000);
    expect(estimateBytes(recordings, { ...copied, kind: "timelapse", speed: 50 })).toBe(1_800_000);
  });
});

describe("what is missing in a range", () => {
  const gaps: Gap[] = [{ camera_id: "a", start_ms: 15_000, end_ms: 21_000, reason: "camera_offline" }];

  it("is told with its reason", () => {
    const holes = holesIn("a", [recording(21_000, 30_000), recording(0, 15_000)], gaps, RANGE, 99_000);
    expect(holes.map(({ startMs, endMs, reason }) => [startMs, endMs, reason])).toEqual([
      [15_000, 21_000, "camera_offline"],
      [30_000, 40_000, "unknown"],
    ]);
  });

  it("is nothing where files follow each other, or one is still written", () => {
    expect(holesIn("a", [recording(0, 20_000), recording(20_100, 50_000)], [], RANGE, 99_000)).toEqual([]);
    expect(holesIn("a", [recording(0, 12_000, true)], [], RANGE, 99_000)).toEqual([]);
  });

  it("is everything where nothing is recorded", () => {
    expect(holesIn("a", [], [], RANGE, 99_000)).toHaveLength(1);
    expect(holesIn("a", [recording(0, 5_000), recording(50_000, 60_000)], [], RANGE, 99_000)).toEqual([
      { cameraId: "a", ...RANGE, reason: "unknown" },
    ]);
  });
});
