import { describe, expect, it } from "vitest";
import type { ClipCheck, Line, StoryCheck } from "../../api/generated";
import { dragged, edgeAt, isOnStage, nearerEdge, stageOf, stepped, wordAt, wordsOf } from "./clip-words";
import type { Clip } from "./edit-list";
import { actionOf } from "./editor-keys";
import { hearingOf, withSound } from "./story-options";
import { isLost, troublesOf } from "./story-troubles";

const CLIP: Clip = {
  id: "a",
  camera_id: "door",
  start_ms: 10_000,
  end_ms: 20_000,
  sound: [],
  muted: false,
  narration: "",
};
const LINE = {
  id: 1,
  start_ms: 10_000,
  end_ms: 12_000,
  text: "Who is there? Me",
  words: [
    { text: "Who", start_ms: 10_000, end_ms: 10_300, confidence: null },
    { text: "is", start_ms: 10_400, end_ms: 10_600, confidence: null },
    { text: "there?", start_ms: 10_700, end_ms: 11_200, confidence: null },
    { text: "Me", start_ms: 11_500, end_ms: 12_000, confidence: null },
  ],
} as Line;
const LINES = [LINE];
const SPEECH = wordsOf(LINES);

describe("an edge", () => {
  it("that is dragged keeps to words and sentences, unless it is free", () => {
    expect(dragged(SPEECH, "start", 10_420, 50, false)).toBe(10_400);
    expect(dragged(SPEECH, "end", 11_240, 50, false)).toBe(11_200);
    expect(dragged(SPEECH, "end", 11_240, 50, true)).toBe(11_240);
  });

  it("goes by words, sentences, or tenths; by seconds where nothing is said", () => {
    expect(stepped(SPEECH, CLIP, "start", 1, "word")).toBe(10_400);
    expect(stepped(SPEECH, CLIP, "start", 1, "sentence")).toBe(11_500);
    expect(stepped(SPEECH, CLIP, "start", -1, "free")).toBe(9900);
    expect(stepped(SPEECH, CLIP, "end", -1, "word")).toBe(12_000);
    expect(stepped(wordsOf(null), CLIP, "end", 1, "word")).toBe(21_000);
  });

  it("that would meet the other one stays", () => {
    const short = { ...CLIP, end_ms: 10_300 };
    expect(stepped(SPEECH, short, "start", 1, "word")).toBe(10_000);
  });

  it("falls around the word that is said where the picture is", () => {
    expect(edgeAt(SPEECH, "start", 10_500, false)).toBe(10_400);
    expect(edgeAt(SPEECH, "end", 10_500, false)).toBe(10_600);
    expect(edgeAt(SPEECH, "end", 10_500, true)).toBe(10_500);
    expect(edgeAt(SPEECH, "end", 15_000, false)).toBe(15_000);
    expect(wordAt(SPEECH, 10_650)?.text).toBe("there?");
  });

  it("goes to a word that it is nearer to", () => {
    const word = SPEECH.words[1];
    if (word === undefined) throw new Error("no word");
    expect(nearerEdge(CLIP, word)).toEqual({ edge: "start", toMs: 10_400 });
    expect(nearerEdge({ ...CLIP, start_ms: 0, end_ms: 10_500 }, word)).toEqual({ edge: "end", toMs: 10_600 });
  });

  it("is seen with something beside it", () => {
    const stage = stageOf(CLIP);
    expect(stage).toEqual({ startMs: 6000, endMs: 24_000 });
    expect(isOnStage(stage, CLIP)).toBe(true);
    expect(isOnStage(stage, { ...CLIP, end_ms: 23_900 })).toBe(false);
    expect(isOnStage(stageOf({ ...CLIP, start_ms: 0 }), { ...CLIP, start_ms: 0 })).toBe(true);
  });
});

describe("a key", () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}): Parameters<typeof actionOf>[0] => ({
    key,
    code: "",
    shiftKey: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    ...more,
  });

  it.each([
    [press("ArrowLeft"), { kind: "select", direction: -1 }],
    [press("ArrowRight", { altKey: true }), { kind: "move", direction: 1 }],
    [press("i"), { kind: "edge", edge: "start", isFree: false }],
    [press("ø", { code: "KeyO", altKey: true }), { kind: "edge", edge: "end", isFree: true }],
    [press("S", { shiftKey: true }), { kind: "split" }],
    [press("Delete"), { kind: "remove" }],
    [press("z", { ctrlKey: true }), { kind: "undo" }],
    [press("Z", { metaKey: true, shiftKey: true }), { kind: "redo" }],
    [press("y", { ctrlKey: true }), { kind: "redo" }],
    [press("s", { ctrlKey: true }), null],
    [press("d", { altKey: true }), null],
    [press("x"), null],
  ])("%o does %o", (given, action) => expect(actionOf(given)).toEqual(action));
});

describe("sound", () => {
  it("is of its own camera, of several, or none", () => {
    expect(hearingOf(CLIP)).toBe("own");
    expect(hearingOf({ ...CLIP, sound: ["yard"] })).toBe("mixed");
    expect(hearingOf({ ...CLIP, sound: ["yard"], muted: true })).toBe("none");
  });

  it("keeps one camera at least", () => {
    expect(withSound(["door"], "yard")).toEqual(["door", "yard"]);
    expect(withSound(["door", "yard"], "door")).toEqual(["yard"]);
    expect(withSound(["yard"], "yard")).toEqual(["yard"]);
  });
});

it("what lacks of clips is told with its reason", () => {
  const whole: ClipCheck = { clip_id: "a", recorded_ms: 1000, holes: [], formats: [], gone: false, silent_ids: [] };
  const hole = { camera_id: "door", start_ms: 0, end_ms: 2000, unreadable: false, clip_id: null };
  const offline = { ...hole, reason: "camera_offline" as const };
  const clips: ClipCheck[] = [
    whole,
    { ...whole, clip_id: "b", holes: [offline] },
    { ...whole, clip_id: "c", recorded_ms: 0, holes: [{ ...hole, reason: "expired" }] },
    { ...whole, clip_id: "d", recorded_ms: 0, gone: true },
  ];
  const troubles = troublesOf({ clips } as StoryCheck);
  expect([...troubles.keys()]).toEqual(["b", "c", "d"]);
  expect(troubles.get("b")).toContain("2 seconds");
  expect(troubles.get("c")).toContain("because of its age");
  expect(troubles.get("d")).toContain("removed");
  expect(clips.map(isLost)).toEqual([false, false, true, true]);
});
