import { describe, expect, it, vi } from "vitest";
import type { Face, Line, Person, Visit } from "../../api/generated";
import { allPages } from "../../state/pages";
import { byName } from "../../state/people";
import { meant } from "./forget-dialog";
import { bestOf } from "./person-picture";
import { aliasesIn } from "./person-view";
import { secondsOf } from "./voice-lines";
import { curve } from "./plot";
import { candidates, decided, decisionOf, restored } from "./reviewing";

function person(id: string, last_seen_ms: number | null = null): Person {
  return { id, name: id, last_seen_ms } as Person;
}

function visit(id: number, person_id: string | null = "ann"): Visit {
  return { id, person_id } as Visit;
}

describe("reviewing", () => {
  const people = [person("ann", 1), person("bob", 3), person("cy"), person("dee", 2)];

  it("offers whom the visit is taken for first, then who was seen last", () => {
    expect(candidates(people, visit(1)).map(({ id }) => id)).toEqual(["ann", "bob", "dee", "cy"]);
    const many = Array.from({ length: 20 }, (_, index) => person(`p${index}`, index));
    expect(candidates(many, visit(1))).toHaveLength(9);
  });

  it.each([
    ["y", "ann", { action: "confirm", person_id: null }],
    ["Y", null, null],
    ["x", "ann", { action: "reject", person_id: null }],
    ["X", null, { action: "unassign", person_id: null }],
    ["2", "ann", { action: "assign", person_id: "bob" }],
    ["9", "ann", null],
    ["0", "ann", null],
    ["Enter", "ann", null],
  ])("%s of a visit of %s means %o", (key, who, expected) => {
    expect(decisionOf(key, visit(1, who), people)).toEqual(expected);
  });

  it("goes on with the next visit, and back to one whose decision is undone", () => {
    const queue = decided([visit(1), visit(2), visit(3)], 1);
    expect(queue.map(({ id }) => id)).toEqual([2, 3]);
    expect(restored(queue, visit(1)).map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(restored(queue, visit(3)).map(({ id }) => id)).toEqual([3, 2]);
  });
});

describe("a person", () => {
  it("is shown by the best picture that is learnt from", () => {
    const face = (id: number, quality: number, trained: boolean): Face => ({ id, quality, trained }) as Face;
    expect(bestOf([face(1, 0.9, false), face(2, 0.5, true), face(3, 0.7, true)])?.id).toBe(3);
    expect(bestOf([])).toBeNull();
  });

  it("is forgotten only if exactly this name is typed, however it is composed", () => {
    expect([meant("Zoe\u0308 ", "Zoë"), meant("zoë", "Zoë"), meant("", "Zoë"), meant("Zoë  B", "Zoë B")]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it("has each alias once", () => {
    expect(aliasesIn(" Annie, ,Annie,A. M. ")).toEqual(["Annie", "A. M."]);
  });

  it("stands where the name is looked for", () => {
    expect(byName([person("Zoe"), person("émile"), person("Fay")]).map(({ id }) => id)).toEqual([
      "émile",
      "Fay",
      "Zoe",
    ]);
  });
});

describe("a histogram", () => {
  it("is an area as high as its highest step", () => {
    expect(curve([0, 4, 2, 0], 40, 10)).toEqual({
      path: "M0 10L0 10L10 10L10 0L20 0L20 5L30 5L30 10L40 10L40 10Z",
      peak: 0.375,
    });
  });

  it("is nothing without scores", () => {
    expect(curve([0, 0], 40, 10)).toEqual({ path: "", peak: null });
  });
});

describe("pages", () => {
  it("are read to the end", async () => {
    const read = vi
      .fn<(cursor: string | null) => Promise<{ items: number[]; cursor: string | null }>>()
      .mockResolvedValueOnce({ items: [1, 2], cursor: "b" })
      .mockResolvedValueOnce({ items: [3], cursor: null });
    expect(await allPages(read, ({ items }) => items)).toEqual([1, 2, 3]);
    expect(read.mock.calls).toEqual([[null], ["b"]]);
  });
});

describe("a voice that is to be learnt", () => {
  it("has the seconds of the lines that are chosen", () => {
    const lines = [3000, 4500, 9000].map((length, id) => ({ id, start_ms: 0, end_ms: length }) as Line);
    expect(secondsOf(lines, new Set([0, 1]))).toBe(7.5);
    expect(secondsOf(lines, new Set())).toBe(0);
  });
});
