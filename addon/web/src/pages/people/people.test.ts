import { describe, expect, it, vi } from "vitest";
import type { Api } from "../../api/client";
import { ApiError } from "../../api/errors";
import type { Action, ErrorCode, Face, Line, Person, Problem, Visit, VisitLabels } from "../../api/generated";
import { allPages } from "../../state/pages";
import { byName } from "../../state/people";
import { previewOf } from "./archive-preview";
import { meant } from "./forget-dialog";
import { bestOf } from "./person-picture";
import { aliasesIn, fileName } from "./person-view";
import { secondsOf } from "./voice-lines";
import { curve } from "./plot";
import { decideAll } from "./deciding";
import {
  among,
  candidates,
  decided,
  decisionOf,
  extended,
  following,
  heard,
  NOTHING,
  reread,
  restored,
  stepsOf,
  takenFor,
  toggled,
  type Step,
} from "./reviewing";

function person(id: string, last_seen_ms: number | null = null): Person {
  return { id, name: id, last_seen_ms } as Person;
}

function visit(id: number, person_id: string | null = "ann"): Visit {
  return { id, person_id } as Visit;
}

function unsure(id: number): Visit {
  return { id, person_id: "ann", verdict: "unsure", decided: false, start_ms: id, end_ms: id + 1 } as Visit;
}

describe("reviewing", () => {
  const people = [person("ann", 1), person("bob", 3), person("cy"), person("dee", 2)];

  it("offers whom the visit is taken for first, then who was seen last", () => {
    expect(candidates(people, "ann").map(({ id }) => id)).toEqual(["ann", "bob", "dee", "cy"]);
    expect(candidates(people, null).map(({ id }) => id)).toEqual(["bob", "dee", "ann", "cy"]);
    const many = Array.from({ length: 20 }, (_, index) => person(`p${index}`, index));
    expect(candidates(many, null)).toHaveLength(9);
  });

  it.each([
    ["y", ["ann"], { action: "confirm", person_id: null }],
    ["Y", [null], null],
    ["y", [null, "ann"], { action: "confirm", person_id: null }],
    ["x", ["ann"], { action: "reject", person_id: null }],
    ["X", [null], { action: "unassign", person_id: null }],
    ["n", ["ann"], { action: "unassign", person_id: null }],
    ["2", ["ann"], { action: "assign", person_id: "bob" }],
    ["9", ["ann"], null],
    ["0", ["ann"], null],
    ["Enter", ["ann"], null],
    ["y", [], null],
  ])("%s of visits of %o means %o", (key, who, expected) => {
    const visits = who.map((each, index) => visit(index, each));
    expect(decisionOf(key, visits, people)).toEqual(expected);
  });

  it("takes several for somebody only if all are", () => {
    expect(takenFor([visit(1), visit(2)])).toBe("ann");
    expect(takenFor([visit(1), visit(2, "bob")])).toBeNull();
    expect(takenFor([])).toBeNull();
  });

  it("asks of many in parts, and of nobody's what can be said of them", () => {
    const visits = [visit(1), visit(2, null), visit(3), visit(4)];
    const asked = (action: Action, person_id: string | null = null): unknown[] =>
      stepsOf({ action, person_id }, visits, 2).map((step) => [step.action, step.visits.map(({ id }) => id)]);
    expect(asked("confirm")).toEqual([
      ["confirm", [1, 3]],
      ["confirm", [4]],
    ]);
    expect(asked("reject")).toEqual([
      ["reject", [1, 3]],
      ["reject", [4]],
      ["unassign", [2]],
    ]);
    expect(asked("assign", "bob")).toEqual([
      ["assign", [1, 2]],
      ["assign", [3, 4]],
    ]);
  });

  it("goes on with the next visit, and back to those whose decision is undone", () => {
    const all = [visit(1), visit(2), visit(3)];
    expect(following(all, new Set([2]), 2)).toBe(3);
    expect(following(all, new Set([3]), 3)).toBe(1);
    expect(following(all, new Set([1, 2, 3]), 3)).toBeNull();
    const queue = decided(all, new Set([1, 2]));
    expect(queue.map(({ id }) => id)).toEqual([3]);
    expect(restored(queue, [visit(1), visit(2)]).map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(restored(queue, [visit(3)]).map(({ id }) => id)).toEqual([3]);
  });

  it("keeps its order whatever is heard of, and has only what is over and open", () => {
    const open = (id: number, start_ms = id): Visit => ({ ...unsure(id), start_ms });
    const queue = [open(3), open(2)];
    const ids = (visits: readonly Visit[]): number[] => visits.map(({ id }) => id);
    expect(ids(heard(queue, open(4)))).toEqual([3, 2, 4]);
    expect(ids(heard(queue, { ...open(3), score: 0.4 }))).toEqual([3, 2]);
    expect(ids(heard(queue, { ...open(3), decided: true }))).toEqual([2]);
    expect(ids(heard(queue, { ...open(2), verdict: "known" }))).toEqual([3]);
    expect(heard(queue, { ...open(5), end_ms: null })).toBe(queue);
    expect(ids(reread(queue, [open(4), open(3)], 0))).toEqual([3, 4]);
    expect(ids(reread(queue, [open(4), open(3)], 3))).toEqual([3, 2, 4]);
  });

  it("takes in one by one, or all from the last one", () => {
    const queue = [1, 2, 3, 4, 5].map((id) => unsure(id));
    const second = toggled(NOTHING, 2);
    expect([...extended(second, 4, queue).ids]).toEqual([2, 3, 4]);
    expect([...extended(toggled(second, 5), 4, queue).ids].sort()).toEqual([2, 4, 5]);
    expect([...extended(NOTHING, 3, queue).ids]).toEqual([3]);
    expect(toggled(second, 2).ids.size).toBe(0);
    expect(among(second, queue)).toBe(second);
    expect(among(second, queue.slice(2))).toEqual({ ids: new Set(), anchor: null });
  });
});

describe("saying who many visits are", () => {
  const problem = (code: ErrorCode, field: string): ApiError =>
    new ApiError(404, { code, message: "no", field, places: [] } as unknown as Problem);
  const step: Step = { action: "assign", person_id: "ann", visits: [visit(1), visit(2), visit(3)] };

  it("leaves out those that are gone, and tells how far it is", async () => {
    const call = vi.fn((_: string, { body }: { body: VisitLabels }) => {
      if (body.visit_ids.includes(2)) return Promise.reject(problem("not_found", "visit_ids"));
      return Promise.resolve({ labels: body.visit_ids.map((visit_id) => ({ visit_id, edit_id: visit_id })) });
    });
    const counts: number[] = [];
    const { labels, error } = await decideAll({ call } as unknown as Api, [step], (count) => counts.push(count));
    expect(labels.map(({ visit_id }) => visit_id)).toEqual([1, 3]);
    expect(error).toBeInstanceOf(ApiError);
    expect(counts).toEqual([1, 2, 3]);
  });

  it("ends with any other failure, and keeps what was said", async () => {
    const call = vi
      .fn()
      .mockResolvedValueOnce({ labels: [{ visit_id: 9 }] })
      .mockRejectedValueOnce(problem("not_found", "person_id"));
    const steps: Step[] = [{ action: "reject", person_id: null, visits: [visit(9)] }, step, step];
    const { labels, error } = await decideAll({ call } as unknown as Api, steps, () => undefined);
    expect([labels.length, call.mock.calls.length]).toEqual([1, 2]);
    expect(error).toBeInstanceOf(ApiError);
    expect(call.mock.calls[0]).toEqual(["POST /api/visits/label", { body: { action: "reject", visit_ids: [9] } }]);
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

/** An archive as an export begins: `person.json` as it is. */
function archive(manifest: unknown, { name = "person.json", method = 0, cut = 0 } = {}): Blob {
  const content = new TextEncoder().encode(typeof manifest === "string" ? manifest : JSON.stringify(manifest));
  const head = new DataView(new ArrayBuffer(30));
  head.setUint32(0, 0x04034b50, true);
  head.setUint16(8, method, true);
  head.setUint32(18, content.length, true);
  head.setUint16(26, name.length, true);
  const file = new Blob([head.buffer, name, content, "the rest"]);
  return cut === 0 ? file : file.slice(0, cut);
}

describe("an archive", () => {
  const examples = [{ modality: "face" }, { modality: "face" }, { modality: "voice" }, null];
  const manifest = { format: "thewallflower-person", name: "Zoë", examples };

  it("tells whom it is of before it is sent", async () => {
    expect(await previewOf(archive(manifest))).toEqual({ name: "Zoë", faces: 2, voices: 1 });
  });

  it.each([
    ["nothing", new Blob([])],
    ["a photograph", new Blob([new Uint8Array(1000).fill(7)])],
    ["one that is packed", archive(manifest, { method: 8 })],
    ["another archive", archive(manifest, { name: "readme.txt" })],
    ["one that was cut", archive(manifest, { cut: 60 })],
    ["no JSON", archive("{")],
    ["null", archive("null")],
    ["another format", archive({ ...manifest, format: "x" })],
    ["no examples", archive({ ...manifest, examples: 5 })],
  ])("says nothing of %s", async (_, file) => {
    expect(await previewOf(file)).toBeNull();
  });

  it("is saved under the name, as far as file systems take it", () => {
    expect(["Ann / Bob: \u0007<3>", "..", "Zoë Zürcher", "../x"].map(fileName)).toEqual([
      "Ann   Bob   3",
      "person",
      "Zoë Zürcher",
      "x",
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
