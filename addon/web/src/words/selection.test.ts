import { describe, expect, it } from "vitest";
import { between, mark, ofWords, readSelection, SHORTEST_MS, withEdge, type Selection } from "./selection";

const DAY: Selection = { startMs: 1_000_000, endMs: 1_100_000 };

describe("a selection", () => {
  it("begins and ends where that was told, the other end going along", () => {
    expect(mark(null, "start", 1_020_000, DAY)).toEqual({ startMs: 1_020_000, endMs: 1_030_000 });
    expect(mark(null, "end", 1_020_000, DAY)).toEqual({ startMs: 1_010_000, endMs: 1_020_000 });
    const chosen = { startMs: 1_020_000, endMs: 1_025_000 };
    expect(mark(chosen, "start", 1_022_000, DAY)).toEqual({ startMs: 1_022_000, endMs: 1_025_000 });
    expect(mark(chosen, "start", 1_050_000, DAY)).toEqual({ startMs: 1_050_000, endMs: 1_055_000 });
    expect(mark(chosen, "end", 1_012_000, DAY)).toEqual({ startMs: 1_007_000, endMs: 1_012_000 });
  });

  it("has ends that stop before each other", () => {
    const chosen = { startMs: 1_020_000, endMs: 1_025_000 };
    expect(withEdge(chosen, "start", 1_090_000, DAY)).toEqual({ startMs: 1_024_800, endMs: 1_025_000 });
    expect(withEdge(chosen, "end", 0, DAY)).toEqual({ startMs: 1_020_000, endMs: 1_020_200 });
  });

  it("is made of words, backwards as well", () => {
    const one = { text: "a", startMs: 1_000_500, endMs: 1_000_900, lineId: 1 };
    const other = { text: "b", startMs: 1_002_000, endMs: 1_002_500, lineId: 2 };
    expect(ofWords(other, one, DAY)).toEqual({ startMs: 1_000_500, endMs: 1_002_500 });
    expect(ofWords(one, one, DAY)).toEqual({ startMs: 1_000_500, endMs: 1_000_900 });
  });

  it("is read from an address that has one of that day", () => {
    const read = (query: string): Selection | null => readSelection(new URLSearchParams(query), DAY);
    expect(read("from=1001000&to=1002000")).toEqual({ startMs: 1_001_000, endMs: 1_002_000 });
    for (const wrong of ["", "from=1001000", "from=1002000&to=1001000", "from=1&to=2", "from=x&to=y"]) {
      expect(read(wrong)).toBeNull();
    }
  });

  it("is long enough and within its bounds, whatever is done to it", () => {
    let state = 3;
    const random = (most: number): number => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) % most;
    const somewhere = (): number => 950_000 + random(200_000) + random(10) / 10;
    let chosen: Selection | null = null;
    for (let count = 0; count < 3000; count++) {
      const edge = random(2) === 0 ? "start" : "end";
      const turn = random(3);
      if (turn === 0 || chosen === null) chosen = mark(chosen, edge, somewhere(), DAY);
      else if (turn === 1) chosen = withEdge(chosen, edge, somewhere(), DAY);
      else chosen = between(somewhere(), somewhere(), DAY);
      expect(chosen.endMs - chosen.startMs).toBeGreaterThanOrEqual(SHORTEST_MS);
      expect(chosen.startMs).toBeGreaterThanOrEqual(DAY.startMs);
      expect(chosen.endMs).toBeLessThanOrEqual(DAY.endMs);
      expect(Number.isInteger(chosen.startMs) && Number.isInteger(chosen.endMs)).toBe(true);
    }
  });
});
