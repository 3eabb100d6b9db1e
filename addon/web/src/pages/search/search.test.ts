import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Api } from "../../api/client";
import type { Line, LinePage } from "../../api/generated";
import { pieces, playFrom, steered } from "./hits";
import { orderOf, pathOf, readQuery, type Query } from "./query";
import { Findings } from "./search-store";

const ANYTHING = readQuery(new URLSearchParams());

function line(id: number, more: Partial<Line> = {}): Line {
  return { id, start_ms: 50_000, instants_ms: [], ...more } as Line;
}

function page(ids: number[], cursor: string | null = null): LinePage {
  return { lines: ids.map((id) => line(id)), context: [], cursor, backlog_s: 0 };
}

describe("the address of a search", () => {
  it.each<Query>([
    ANYTHING,
    { text: '"front door" pack*', camera: "c 1", person: "p&q", range: "week", confidence: 0.7, order: "best" },
  ])("%o comes back from it", (query) => {
    expect(readQuery(new URL(pathOf(query), "http://home/").searchParams)).toEqual(query);
  });

  it("leaves out what makes no sense", () => {
    expect(readQuery(new URLSearchParams("range=year&confidence=x&order=odd"))).toEqual(ANYTHING);
  });

  it("is asked of the server from now backwards, ranked only if there are words", () => {
    const query: Query = { ...ANYTHING, range: "hour", order: "best", camera: "a" };
    expect(orderOf(query, 5_000_000)).toMatchObject({
      start: 1_400_000,
      order: "newest",
      camera_ids: ["a"],
      speakers: [],
    });
    expect(orderOf({ ...query, text: " key " }, 0)).toMatchObject({ text: "key", order: "best" });
  });
});

describe("a hit", () => {
  it("is marked where the server counts it, with characters that take two places here", () => {
    expect(pieces("🔑 the key", [6, 9])).toEqual([
      { text: "🔑 the ", isHit: false },
      { text: "key", isHit: true },
    ]);
  });

  it.each([
    ["ab", [], ["ab"]],
    ["ab cd", [0, 2, 3, 5], ["[ab cd]"]],
    ["ab, cd", [0, 2, 4, 6], ["[ab]", ", ", "[cd]"]],
    ["abcd", [0, 3, 2, 4], ["[abcd]"]],
    ["ab", [1, 9], ["a", "[b]"]],
  ])("%s with %o is %o", (text, highlights, expected) => {
    expect(pieces(text, highlights).map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text))).toEqual(expected);
  });

  it("plays from a second before the word, else before the line", () => {
    expect(playFrom(line(1, { instants_ms: [52_000, 53_000] }))).toBe(51_000);
    expect(playFrom(line(1))).toBe(49_000);
  });

  it.each([
    ["ArrowDown", -1, 3, 0],
    ["ArrowDown", 2, 3, 2],
    ["ArrowUp", 0, 3, -1],
    ["End", 0, 3, 2],
    ["Home", 2, 3, 0],
    ["Home", -1, 3, null],
    ["ArrowDown", -1, 0, null],
    ["a", 1, 3, null],
  ])("%s from %i of %i leads to %o", (key, from, count, to) => {
    expect(steered(key, from, count)).toBe(to);
  });
});

describe("findings", () => {
  const call = vi.fn<(name: string, options: { body: { text: string; cursor: string | null } }) => Promise<LinePage>>();
  const findings = (): Findings => new Findings({ call } as unknown as Api);
  beforeEach(() => {
    vi.useFakeTimers();
    call.mockReset();
  });
  afterEach(() => vi.useRealTimers());

  it("wait until nobody types any more", async () => {
    call.mockResolvedValue(page([1]));
    const found = findings();
    for (const text of ["k", "ke", "key"]) {
      found.want({ ...ANYTHING, text });
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(call).not.toHaveBeenCalled();
    await vi.runAllTimersAsync();
    expect(call.mock.calls.map(([, { body }]) => body.text)).toEqual(["key"]);
    expect(found.get()).toMatchObject({ isKnown: true, isLooking: false, lines: [{ id: 1 }] });
  });

  it("go on where a page ended, with no line twice", async () => {
    call.mockResolvedValueOnce(page([1, 2], "next")).mockResolvedValueOnce(page([2, 3]));
    const found = findings();
    found.want(ANYTHING, { atOnce: true });
    await vi.runAllTimersAsync();
    await found.more();
    await found.more();
    expect(call.mock.calls.map(([, { body }]) => body.cursor)).toEqual([null, "next"]);
    expect(found.get().lines.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it("stay when the server fails, and are asked for again", async () => {
    call
      .mockResolvedValueOnce(page([1]))
      .mockRejectedValueOnce(new Error("busy"))
      .mockResolvedValueOnce(page([4]));
    const found = findings();
    found.want(ANYTHING, { atOnce: true });
    await vi.runAllTimersAsync();
    found.want({ ...ANYTHING, text: "b" });
    await vi.runAllTimersAsync();
    expect(found.get()).toMatchObject({ error: { message: "busy" }, lines: [{ id: 1 }], isLooking: false });
    found.again();
    await vi.runAllTimersAsync();
    expect(found.get()).toMatchObject({ error: null, lines: [{ id: 4 }] });
  });
});
