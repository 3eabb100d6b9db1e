import { describe, expect, it } from "vitest";
import type { Line } from "../api/generated";
import { snap, speechOf, step, wordsBetween, type Edge } from "./snap";

type Timed = readonly [text: string, startMs: number, endMs: number];

function line(id: number, ...words: Timed[]): Pick<Line, "id" | "start_ms" | "end_ms" | "text" | "words"> {
  return {
    id,
    start_ms: words[0]?.[1] ?? 0,
    end_ms: words.at(-1)?.[2] ?? 0,
    text: words.map(([text]) => text).join(" "),
    words: words.map(([text, start_ms, end_ms]) => ({ text, start_ms, end_ms, confidence: null })),
  };
}

const SPEECH = speechOf([
  line(1, ["I", 1000, 1100], ["left.", 1200, 1500], ["Did", 1700, 1900], ["you?”", 1950, 2300], ["Ah", 2600, 2700]),
  line(2, ["Yes", 5000, 5400]),
]);

describe("words and sentences", () => {
  it("end with their punctuation, and with their line", () => {
    expect(SPEECH.edges.sentence).toEqual({ start: [1000, 1700, 2600, 5000], end: [1500, 2300, 2700, 5400] });
    expect(SPEECH.words.map(({ text }) => text)).toEqual(["I", "left.", "Did", "you?”", "Ah", "Yes"]);
  });

  it("are one where a line has no words, and in order where people talk at once", () => {
    const bare = { id: 3, start_ms: 10, end_ms: 90, text: "all of it", words: [] };
    const speech = speechOf([line(1, ["long", 0, 100]), bare]);
    expect(speech.words.map(({ text }) => text)).toEqual(["long", "all of it"]);
    expect(speech.edges.word).toEqual({ start: [0, 10], end: [90, 100] });
  });

  it.each([
    ["the word's beginning", "start", 1230, 100, 1200],
    ["a sentence's from twice as far", "start", 1520, 100, 1700],
    ["a sentence's rather than a word's that is a little nearer", "end", 2060, 400, 2300],
    ["a word's that is much nearer", "end", 1920, 400, 1900],
    ["nothing that is far away", "start", 4000, 100, 4000],
    ["an end for an end", "end", 1180, 100, 1100],
  ] as const)("draw a cut to %s", (_, edge, at, reach, expected) => {
    expect(snap(SPEECH, edge, at, reach)).toBe(expected);
  });

  it("are gone through one by one", () => {
    expect(step(SPEECH, "start", 1000, 1, "word")).toBe(1200);
    expect(step(SPEECH, "start", 1200, -1, "word")).toBe(1000);
    expect(step(SPEECH, "start", 1000, -1, "word")).toBeNull();
    expect(step(SPEECH, "end", 1500, 1, "sentence")).toBe(2300);
    expect(step(SPEECH, "end", 5400, 1, "sentence")).toBeNull();
  });

  it("are part of a clip that has most of them", () => {
    expect(wordsBetween(SPEECH, 1040, 1900).map(({ text }) => text)).toEqual(["I", "left.", "Did"]);
    expect(wordsBetween(SPEECH, 3000, 4000)).toEqual([]);
  });

  it("hold a cut that was drawn, whatever is said", () => {
    let state = 11;
    const random = (most: number): number => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) % most;
    for (let count = 0; count < 300; count++) {
      const words = Array.from({ length: random(12) }, (): Timed => {
        const start = random(10_000);
        return [random(4) === 0 ? "end." : "word", start, start + random(800) - 50];
      });
      const speech = speechOf([line(1, ...words)]);
      const [at, reach] = [random(12_000), random(900)];
      for (const edge of ["start", "end"] satisfies Edge[]) {
        const cut = snap(speech, edge, at, reach);
        expect(Math.abs(cut - at)).toBeLessThanOrEqual(2 * reach);
        expect(snap(speech, edge, cut, 0)).toBe(cut);
        if (cut !== at) expect(speech.edges.word[edge]).toContain(cut);
        const next = step(speech, edge, at, 1, "word");
        if (next !== null) {
          expect(next).toBeGreaterThan(at);
          expect(step(speech, edge, next, -1, "word") ?? -Infinity).toBeLessThanOrEqual(at);
        }
      }
    }
  });
});
