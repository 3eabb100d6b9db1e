import { describe, expect, it } from "vitest";
import type { Camera, CameraStatus, Problem } from "../../api/generated";
import { may } from "../../state/rights";
import { shownState } from "./camera-state";
import { withSpeech } from "./live-page";

function camera(enabled: boolean, status: Partial<CameraStatus> | null): Camera {
  return { enabled, status } as Camera;
}

describe("a camera", () => {
  const problem: Problem = {
    code: "timeout",
    message: "check its power",
    field: null,
    request_id: null,
    at_ms: null,
    places: [],
  };

  it.each([
    [camera(false, { connection: "connected" }), "off", null],
    [camera(true, { connection: "stopped" }), "off", null],
    [camera(true, { connection: "connected", problem: null }), "live", null],
    [camera(true, { connection: "retrying", problem }), "offline", "check its power"],
    [camera(true, { connection: "connecting", problem: null }), "connecting", null],
    [camera(true, null), "connecting", null],
  ])("%o is %s", (given, kind, detail) => {
    expect(shownState(given)).toMatchObject({ kind, detail });
  });

  it("is spoken near until whoever speaks stops", () => {
    const first = withSpeech(new Set(), { camera_id: "a", phase: "started", at_ms: 1 });
    const both = withSpeech(first, { camera_id: "b", phase: "started", at_ms: 2 });
    expect([...withSpeech(both, { camera_id: "a", phase: "ended", at_ms: 3 })]).toEqual(["b"]);
  });
});

describe("rights", () => {
  it("reach up to the role", () => {
    const me = { name: "user:1", role: "edit", camera_ids: null } as const;
    expect([may(me, "view"), may(me, "edit"), may(me, "admin"), may(null, "view")]).toEqual([true, true, false, false]);
    expect(may({ ...me, role: "unknown" }, "view")).toBe(false);
  });
});
