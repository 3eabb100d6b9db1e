import { describe, expect, it } from "vitest";
import { became, begun, did, redone, settled, undone, type EditHistory } from "./edit-history";
import {
  edited,
  lengthOf,
  LONGEST_MS,
  MOST_CLIPS,
  MOST_NARRATION,
  MOST_TOTAL_MS,
  newClipId,
  sameList,
  SHORTEST_MS,
  totalMs,
  type Clip,
  type Edit,
  type EditList,
} from "./edit-list";
import { beginnings, placeAt, storyMsOf } from "./story-clock";
import { clockField, parseClock } from "../../ui/clock-field";
import { length } from "./times";

function clip(id: string, start_ms: number, end_ms: number): Clip {
  return { id, camera_id: "door", start_ms, end_ms, sound: [], muted: false, narration: "" };
}

function list(...clips: Clip[]): EditList {
  return { title: "Visit", captions: "none", blur: null, clips };
}

const THREE = list(clip("a", 1000, 3000), clip("b", 50_000, 51_000), clip("c", 9000, 9500));

function ids({ clips }: EditList): string {
  return clips.map(({ id }) => id).join("");
}

describe("a list of clips", () => {
  it("takes clips at any place, puts them elsewhere and lets them go", () => {
    const range = { camera_id: "yard", start_ms: 100.4, end_ms: 900 };
    const four = edited(THREE, { kind: "add", range, at: 1, newId: "d" });
    expect(ids(four)).toBe("adbc");
    expect(four.clips[1]).toEqual({ ...clip("d", 100, 900), camera_id: "yard" });
    expect(ids(edited(THREE, { kind: "move", id: "a", to: 2 }))).toBe("bca");
    expect(ids(edited(THREE, { kind: "move", id: "c", to: -4 }))).toBe("cab");
    expect(ids(edited(THREE, { kind: "remove", id: "b" }))).toBe("ac");
    expect(ids(edited(THREE, { kind: "duplicate", id: "a", newId: "d" }))).toBe("adbc");
  });

  it("is split where it is shown, into what it was", () => {
    const four = edited(THREE, { kind: "split", id: "a", atMs: 1800, newId: "d" });
    expect(four.clips.slice(0, 2)).toEqual([clip("a", 1000, 1800), clip("d", 1800, 3000)]);
    expect(edited(THREE, { kind: "split", id: "a", atMs: 1199, newId: "d" })).toBe(THREE);
    expect(edited(THREE, { kind: "split", id: "a", atMs: 5000, newId: "d" })).toBe(THREE);
  });

  it.each([
    ["start", 2999, 2800, 3000],
    ["start", -50, 0, 3000],
    ["end", 0, 1000, 1200],
    ["end", 1e12, 1000, 1000 + LONGEST_MS],
  ] as const)("is trimmed at its %s to %i as far as it may", (edge, toMs, start_ms, end_ms) => {
    const [first] = edited(THREE, { kind: "trim", id: "a", edge, toMs }).clips;
    expect(first).toMatchObject({ start_ms, end_ms });
  });

  it("is the very same one where nothing changes, and after what is not allowed", () => {
    const none: Edit[] = [
      { kind: "remove", id: "?" },
      { kind: "move", id: "a", to: 0 },
      { kind: "trim", id: "a", edge: "end", toMs: 3000 },
      { kind: "sound", id: "a", part: { muted: false } },
      { kind: "narrate", id: "a", text: "" },
      { kind: "story", part: { title: "Visit" } },
      { kind: "duplicate", id: "a", newId: "b" },
      { kind: "add", range: { camera_id: "door", start_ms: 5, end_ms: 5 + SHORTEST_MS - 1 }, at: 0, newId: "d" },
    ];
    for (const edit of none) expect(edited(THREE, edit)).toBe(THREE);
    const full = list(...Array.from({ length: 4 }, (_, at) => clip(String(at), 0, LONGEST_MS)));
    expect(edited(full, { kind: "duplicate", id: "1", newId: "d" })).toBe(full);
  });

  it("is told from another one by all that makes the story", () => {
    expect(sameList(THREE, structuredClone(THREE))).toBe(true);
    for (const edit of [
      { kind: "sound", id: "a", part: { sound: ["yard"] } },
      { kind: "narrate", id: "b", text: "It rings." },
      { kind: "story", part: { blur: "all" } },
      { kind: "move", id: "a", to: 1 },
      { kind: "trim", id: "b", edge: "end", toMs: 50_999 },
    ] satisfies Edit[]) {
      expect(sameList(THREE, edited(THREE, edit))).toBe(false);
    }
  });
});

describe("a narration", () => {
  const said = edited(THREE, { kind: "narrate", id: "b", text: "It rings." });

  it("is one step however long it was typed, and can be taken back", () => {
    let history = begun(THREE);
    for (const text of ["I", "It", "It rings."])
      history = did(history, { kind: "narrate", id: "b", text }, "narrate-b");
    expect(history.now.clips[1]?.narration).toBe("It rings.");
    expect(undone(history).now).toBe(THREE);
    expect(redone(undone(history)).now).toBe(history.now);
  });

  it("stays with the first part of a clip that is split, and is copied with it", () => {
    const parts = edited(said, { kind: "split", id: "b", atMs: 50_500, newId: "d" }).clips;
    expect(parts.map(({ narration }) => narration)).toEqual(["", "It rings.", "", ""]);
    const copied = edited(said, { kind: "duplicate", id: "b", newId: "d" }).clips;
    expect(copied.map(({ narration }) => narration)).toEqual(["", "It rings.", "It rings.", ""]);
  });
});

describe("the way to a list", () => {
  const trim = (toMs: number): Edit => ({ kind: "trim", id: "a", edge: "end", toMs });

  it("has one step for a whole drag, and another one for the next", () => {
    let history = begun(THREE);
    for (const toMs of [2900, 2800, 2700]) history = did(history, trim(toMs), "drag");
    expect(history.past).toEqual([THREE]);
    history = did(settled(history), trim(2600), "drag");
    expect(undone(history).now.clips[0]?.end_ms).toBe(2700);
    expect(undone(undone(history)).now).toBe(THREE);
  });

  it("goes on from where it was gone back to, and what lay ahead is over", () => {
    const history = did(undone(did(begun(THREE), trim(2000))), { kind: "remove", id: "c" });
    expect(redone(history)).toBe(history);
    expect(undone(became(history, THREE)).now).toBe(history.now);
  });

  it("is not longer than it may be", () => {
    let history = begun(THREE);
    for (let count = 0; count < 500; count++) history = did(history, trim(2000 + count));
    expect(history.past).toHaveLength(200);
  });
});

describe("whatever is done", () => {
  /** Numbers below `most`, the same in every run. */
  function dice(seed: number): (most: number) => number {
    let state = seed;
    return (most) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * most);
    };
  }

  function anyEdit(random: (most: number) => number, { clips }: EditList, count: number): Edit {
    const target = clips[random(clips.length + 1)] ?? clip("gone", 0, 1000);
    const near = target.start_ms - 3000 + random(lengthOf(target) + 6000) + random(10) / 10;
    const newId = random(12) === 0 ? target.id : `n${count}`;
    const { id } = target;
    const start_ms = random(100_000);
    const all: Edit[] = [
      {
        kind: "add",
        range: { camera_id: `c${random(3)}`, start_ms, end_ms: start_ms + random(5_000_000) - 500 },
        at: random(9) - 2,
        newId,
      },
      { kind: "remove", id },
      { kind: "duplicate", id, newId },
      { kind: "move", id, to: random(12) - 3 },
      { kind: "split", id, atMs: near, newId },
      { kind: "trim", id, edge: random(2) === 0 ? "start" : "end", toMs: near },
      { kind: "sound", id, part: { muted: random(2) === 0, sound: random(2) === 0 ? [] : ["c1"] } },
      { kind: "narrate", id, text: "\u0007Ring 🔔\n\ud83d".repeat(random(3) * random(60)) },
      { kind: "story", part: { title: `t${random(3)}`, blur: random(2) === 0 ? null : "all" } },
    ];
    return all[random(all.length)] ?? { kind: "remove", id };
  }

  function check({ clips }: EditList): void {
    expect(new Set(clips.map(({ id }) => id)).size).toBe(clips.length);
    expect(clips.length).toBeLessThanOrEqual(MOST_CLIPS);
    for (const each of clips) {
      expect(Number.isInteger(each.start_ms) && Number.isInteger(each.end_ms)).toBe(true);
      expect(each.start_ms).toBeGreaterThanOrEqual(0);
      expect(lengthOf(each)).toBeGreaterThanOrEqual(SHORTEST_MS);
      expect(lengthOf(each)).toBeLessThanOrEqual(LONGEST_MS);
      expect(each.narration.length).toBeLessThanOrEqual(MOST_NARRATION);
      expect(each.narration).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}]/u);
    }
    const total = clips.reduce((sum, { start_ms, end_ms }) => sum + end_ms - start_ms, 0);
    expect(totalMs(clips)).toBe(total);
    expect(total).toBeLessThanOrEqual(MOST_TOTAL_MS);
  }

  function checkClock({ clips }: EditList, random: (most: number) => number): void {
    const begins = beginnings(clips);
    const ends = clips.map((each, index) => (begins[index] ?? NaN) + lengthOf(each));
    expect(begins.slice(1)).toEqual(ends.slice(0, -1)); // no silent gap, no overlap
    expect(ends.at(-1) ?? 0).toBe(totalMs(clips));
    if (clips.length === 0) {
      expect(placeAt(clips, 0)).toBeNull();
      return;
    }
    const at = random(totalMs(clips));
    const place = placeAt(clips, at);
    if (place === null) throw new Error("nothing is shown");
    expect(place.atMs).toBeGreaterThanOrEqual(place.clip.start_ms);
    expect(place.atMs).toBeLessThan(place.clip.end_ms);
    expect(storyMsOf(clips, place.clip.id, place.atMs)).toBe(at);
    expect(placeAt(clips, totalMs(clips) + 1)).toMatchObject({ index: clips.length - 1, atMs: clips.at(-1)?.end_ms });
  }

  it.each([1, 2, 3, 4, 5, 6])("a list is one that is allowed, and each step can be taken back (%i)", (seed) => {
    const random = dice(seed);
    let history: EditHistory = begun(THREE);
    for (let count = 0; count < 400; count++) {
      const before = history;
      history = did(history, anyEdit(random, history.now, count));
      check(history.now);
      checkClock(history.now, random);
      if (history !== before) {
        expect(undone(history).now).toBe(before.now);
        expect(redone(undone(history)).now).toBe(history.now);
      }
      if (random(7) === 0) history = undone(history);
    }
  });
});

it("new clips have ids of their own", () => {
  const seen = Array.from({ length: 200 }, () => newClipId(THREE.clips));
  expect(new Set(seen).size).toBe(200);
  for (const id of seen) expect(id).toMatch(/^c[a-z0-9]{2,}$/);
});

describe("times", () => {
  it.each([
    [0, "0:00"],
    [59_600, "1:00"],
    [64_000, "1:04"],
    [3_723_000, "1:02:03"],
  ])("%i ms are %s", (ms, text) => expect(length(ms)).toBe(text));

  it("have tenths where one cuts", () => {
    expect(length(1950, { tenths: true })).toBe("0:02.0");
    expect(length(61_240, { tenths: true })).toBe("1:01.2");
  });

  it("are read as they are written, also across midnight", () => {
    const at = new Date(2026, 10, 19, 7, 41, 18, 250).getTime();
    expect(clockField(at)).toBe("07:41:18.3");
    expect(parseClock("07:41:18.250", at + 5000)).toBe(at);
    expect(parseClock(" 7:41 ", at)).toBe(at - 18_250);
    const midnight = new Date(2026, 10, 20).getTime();
    expect(parseClock("23:59:59,5", midnight + 1000)).toBe(midnight - 500);
    expect(parseClock("00:00:01", midnight - 4000)).toBe(midnight + 1000);
    for (const text of ["", "7", "24:00", "07:60", "07:41:18.", "soon"]) expect(parseClock(text, at)).toBeNull();
  });
});
