import { describe, expect, it, vi } from "vitest";
import type { Gap, Visit, WireVerdict } from "../../api/generated";
import { addDays, boundsOf, dayOf, parseDay, weeksOf } from "./days";
import { itemsOf } from "./event-list";
import { actionOf } from "./keys";
import { fillDensity, firstAfter, gapAt, isRecorded, neighbour, unpack, type Lane } from "./lanes";
import { split, whichAreKeywords } from "./transcript";
import { closeTo, lengthMs, openingView, panBy, pinch, placeOf, reveal, ticks, zoomAt, type Span } from "./view";

const HOUR = 3_600_000;
const DAY: Span = { startMs: 1000 * HOUR, endMs: 1024 * HOUR };

function lane(...spans: [number, number][]): Lane {
  return {
    starts: Float64Array.from(spans, ([start]) => start),
    ends: Float64Array.from(spans, ([, end]) => end),
  };
}

/** Numbers that are the same each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

describe("the view", () => {
  it("opens a day that has just begun so that its footage is seen, and a long one whole", () => {
    const opened = (minutes: number): Span =>
      openingView(DAY, { startMs: DAY.startMs + HOUR, endMs: DAY.startMs + HOUR + minutes * 60_000 });
    expect(lengthMs(opened(1))).toBe(HOUR / 4);
    expect(opened(30)).toEqual({ startMs: DAY.startMs + HOUR * 0.85, endMs: DAY.startMs + HOUR * 2.35 });
    expect(opened(600)).toEqual(DAY);
  });

  it("stays inside the day and never shows less than a second, whatever is done to it", () => {
    const random = numbers(7);
    const next = (): number => random.next().value;
    let view = DAY;
    for (let count = 0; count < 2000; count++) {
      const at = view.startMs + next() * lengthMs(view);
      const choice = next();
      if (choice < 0.5) view = zoomAt(view, DAY, at, 0.2 + next() * 3);
      else if (choice < 0.8) view = panBy(view, DAY, (next() - 0.5) * 30 * HOUR);
      else view = pinch(view, DAY, [next() / 2, 0.5 + next() / 2], [next() / 2, 0.5 + next() / 2]);
      expect(view.startMs).toBeGreaterThanOrEqual(DAY.startMs);
      expect(view.endMs).toBeLessThanOrEqual(DAY.endMs + 1);
      expect(lengthMs(view)).toBeGreaterThanOrEqual(999);
    }
  });

  it("keeps what is under the pointer where it is", () => {
    const view = { startMs: 1004 * HOUR, endMs: 1008 * HOUR };
    expect(zoomAt(view, DAY, 1005 * HOUR, 0.5)).toEqual({ startMs: 1004.5 * HOUR, endMs: 1006.5 * HOUR });
  });

  it("follows two fingers", () => {
    const view = { startMs: 1000 * HOUR, endMs: 1010 * HOUR };
    expect(pinch(view, DAY, [0.4, 0.6], [0.2, 0.8])).toEqual({
      startMs: expect.closeTo(1003.333 * HOUR, -5) as number,
      endMs: expect.closeTo(1006.667 * HOUR, -5) as number,
    });
    expect(pinch(view, DAY, [0.4, 0.6], [0.5, 0.5])).toBe(view);
  });

  it("moves only to what it does not show", () => {
    const view = { startMs: 1004 * HOUR, endMs: 1008 * HOUR };
    expect(reveal(view, DAY, 1005 * HOUR)).toBe(view);
    const moved = reveal(view, DAY, 1012 * HOUR);
    expect(moved.startMs).toBeLessThan(1012 * HOUR);
    expect(moved.endMs).toBeGreaterThan(1012 * HOUR);
  });

  it("comes close to what is too small to be seen, and only to that", () => {
    const part = { startMs: 1004 * HOUR, endMs: 1004 * HOUR + 2000 };
    expect(closeTo(DAY, DAY, part)).toEqual({ startMs: part.startMs - 5000, endMs: part.endMs + 5000 });
    const near = { startMs: part.startMs - 20_000, endMs: part.endMs + 20_000 };
    expect(closeTo(near, DAY, part)).toBe(near);
    const elsewhere = { startMs: 1010 * HOUR, endMs: 1020 * HOUR };
    expect(closeTo(elsewhere, DAY, part)).toBe(elsewhere);
  });

  it("tells where of it a part is, which is seen however short it is", () => {
    const view = { startMs: 1000, endMs: 2000 };
    expect(placeOf({ startMs: 1250, endMs: 1500 }, view, 400)).toEqual([100, 200]);
    expect(placeOf({ startMs: 1500, endMs: 1501 }, view, 400)).toEqual([200, 202]);
    expect(placeOf({ startMs: 0, endMs: 3000 }, view, 400)).toEqual([0, 400]);
    expect(placeOf({ startMs: 0, endMs: 900 }, view, 400)).toBeNull();
    expect(placeOf({ startMs: 2100, endMs: 3000 }, view, 400)).toBeNull();
  });

  it("is labelled at round times, not too densely", () => {
    const day = ticks(DAY, DAY, 10);
    expect(day.stepMs).toBe(3 * HOUR);
    expect(day.atMs).toHaveLength(9);
    expect(ticks({ startMs: DAY.startMs + 500, endMs: DAY.startMs + 9500 }, DAY, 10).atMs[0]).toBe(DAY.startMs + 1000);
  });

  it.each([
    ["2026-03-29", 23, 23, [0, 1, 3, 4, 5]],
    ["2026-03-29", 23, 12, [0, 4, 6, 8, 10]],
    ["2026-10-25", 25, 13, [0, 2, 4, 6, 8]],
  ])("is labelled with hours of the clock on %s, which has %i", (date, length, most, expected) => {
    vi.stubEnv("TZ", "Europe/Berlin");
    const day = boundsOf(date);
    expect(lengthMs(day)).toBe(length * HOUR);
    const { atMs } = ticks(day, day, most);
    expect(atMs.slice(0, 5).map((at) => new Date(at).getHours())).toEqual(expected);
    expect(atMs.at(-1)).toBe(day.endMs);
    vi.unstubAllEnvs();
  });
});

describe("lanes", () => {
  it("are unpacked to instants", () => {
    const spans = { after_ms: [5, 10], lasts_ms: [2, 3] };
    const none = { after_ms: [], lasts_ms: [] };
    const told = { camera_id: "a", start_ms: 100, end_ms: 200, recorded: spans, speech: none, visits: none };
    const found = unpack({ ...told, motion: { after_ms: [50], lasts_ms: [1] } });
    expect([...(found.motion?.starts ?? [])]).toEqual([150]);
    expect(unpack({ ...told, motion: null }).motion).toBeNull();
    expect([...found.recorded.starts]).toEqual([105, 115]);
    expect([...found.recorded.ends]).toEqual([107, 118]);
  });

  it("are as dense as their spans cover each pixel", () => {
    const columns = new Float32Array(4);
    fillDensity(lane([5, 15], [20, 25], [39, 100]), { startMs: 0, endMs: 40 }, columns);
    expect([...columns].map((share) => Math.round(share * 10) / 10)).toEqual([0.5, 0.5, 0.5, 0.1]);
    fillDensity(lane([-50, 90]), { startMs: 10, endMs: 50 }, columns);
    expect([...columns]).toEqual([1, 1, 1, 1]);
  });

  it("are searched for what comes next and what came before", () => {
    const speech = lane([1000, 1500], [9000, 9500]);
    const faces = lane([5000, 6000]);
    expect(firstAfter(speech, 1000)).toBe(1);
    expect(neighbour([speech, faces], 1000, 1)).toBe(5000);
    expect(neighbour([speech, faces], 9000, -1)).toBe(5000);
    expect(neighbour([speech, faces], 500, -1)).toBeNull();
    expect(neighbour([speech, faces], 9000, 1)).toBeNull();
  });

  it("tell whether there is footage, and if not, why", () => {
    const lanes = { recorded: lane([0, 10], [20, 30]), motion: null, speech: lane(), visits: lane() };
    expect([0, 9, 10, 25, 30].map((at) => isRecorded(lanes, at))).toEqual([true, true, false, true, false]);
    const gaps: Gap[] = [
      { camera_id: "a", start_ms: 10, end_ms: 20, reason: "turned_off" },
      { camera_id: "a", start_ms: 30, end_ms: null, reason: "camera_offline" },
    ];
    expect([5, 10, 20, 99].map((at) => gapAt(gaps, at)?.reason)).toEqual([
      undefined,
      "turned_off",
      undefined,
      "camera_offline",
    ]);
  });
});

describe("the list of a day", () => {
  const nothing = { starts: new Float64Array(), ends: new Float64Array() };
  const lanes = { recorded: lane([0, 90]), speech: nothing, motion: null, visits: lane([10, 20], [30, 40]) };
  const seen = (start_ms: number, verdict: WireVerdict, name: string | null): Visit =>
    ({ start_ms, end_ms: start_ms + 5, verdict, name }) as Visit;

  it("says who came once that is known, and in which order things happened", () => {
    const told = (visits: Visit[] | null): string[] => itemsOf({ lanes, gaps: [] }, visits, 99).map(({ text }) => text);
    expect(told(null)).toEqual(["Recording", "Faces", "Faces"]);
    expect(told([seen(30, "unknown", null), seen(20, "unsure", "Bob"), seen(10, "unsure", null)])).toEqual([
      "Recording",
      "Somebody, perhaps known",
      "Bob",
      "Somebody unknown",
    ]);
  });
});

describe("days", () => {
  it("follow each other, through months and changes of the clock", () => {
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    for (let day = "2026-01-01"; day < "2027-01-01"; day = addDays(day, 1)) {
      const { startMs, endMs } = boundsOf(day);
      expect(dayOf(startMs)).toBe(day);
      expect(dayOf(endMs - 1)).toBe(day);
      expect(dayOf(endMs)).toBe(addDays(day, 1));
    }
  });

  it("are read from addresses only if there are such days", () => {
    expect(["2026-11-26", "2026-02-30", "26-1-1", null].map(parseDay)).toEqual(["2026-11-26", null, null, null]);
  });

  it("make weeks that begin where the reader's do", () => {
    const [first] = weeksOf("2026-11-26", 1);
    expect(first).toEqual([null, null, null, null, null, null, "2026-11-01"]);
    expect(weeksOf("2026-11-26", 0)[0]?.[0]).toBe("2026-11-01");
    expect(weeksOf("2026-11-26", 1).flat().filter(Boolean)).toHaveLength(30);
  });
});

describe("keys", () => {
  const none = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

  it.each([
    [{ key: "ArrowLeft" }, { kind: "seek", byMs: -10_000 }],
    [
      { key: "ArrowRight", shiftKey: true },
      { kind: "seek", byMs: 1000 },
    ],
    [
      { key: "ArrowRight", ctrlKey: true },
      { kind: "seek", byMs: 60_000 },
    ],
    [{ key: "N" }, { kind: "neighbour", direction: 1 }],
    [{ key: "i" }, { kind: "mark", edge: "start", isFree: false }],
    [
      { key: "ø", code: "KeyO", altKey: true },
      { kind: "mark", edge: "end", isFree: true },
    ],
    [{ key: "i", ctrlKey: true }, null],
    [{ key: "n", altKey: true }, null],
    [{ key: "?", shiftKey: true }, { kind: "help" }],
    [{ key: "l", ctrlKey: true }, null],
    [{ key: "+", metaKey: true }, null],
    [{ key: "q" }, null],
  ])("%o does %o", (press, action) => {
    expect(actionOf({ ...none, ...press })).toEqual(action);
  });
});

describe("keywords", () => {
  it("are found as whole words, whatever their case and whatever stands around them", () => {
    expect(split("The Parcel, the parcels and a PARCEL", ["parcel"])).toEqual([
      "The ",
      "Parcel",
      ", the parcels and a ",
      "PARCEL",
      "",
    ]);
    expect(split("Über die Straße", ["über", "straße"])).toEqual(["", "Über", " die ", "Straße", ""]);
    expect(split("what (a) day?", ["(a)", "day?", " "])).toEqual(["what ", "(a)", " ", "day?", ""]);
  });

  it("mark nothing where there are none", () => {
    expect(split("a parcel", [])).toEqual(["a parcel"]);
    expect(split("a parcel", ["", " "])).toEqual(["a parcel"]);
  });

  it("are recognised word by word", () => {
    const words = ["The", "package,", "packages", "a", "package"].map((text) => ({ text }));
    expect(whichAreKeywords(words, ["package"])).toEqual([false, true, false, false, true]);
    expect(whichAreKeywords(words, ["the Package"])).toEqual([true, true, false, false, false]);
    expect(whichAreKeywords(words, [])).toEqual([false, false, false, false, false]);
  });
});
