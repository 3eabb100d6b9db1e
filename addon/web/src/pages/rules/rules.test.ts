import { describe, expect, it } from "vitest";
import type { Alert, Rule } from "../../api/generated";
import { withAlert } from "./alert-list";
import { changeOf, draftOf, editOf, isIncomplete, NEW_RULE, newRuleOf, segmentsOf, toggled } from "./rule-draft";

describe("a draft of a rule", () => {
  it("is read by lines, and blank ones are nothing", () => {
    const draft = { ...NEW_RULE, name: " Parcel ", phrases: " parcel \n\n deliver* ", languages: "en, de" };
    expect(newRuleOf(draft)).toMatchObject({
      name: "Parcel",
      kind: "keyword",
      phrases: ["parcel", "deliver*"],
      sounds_like: [],
      languages: ["en", "de"],
    });
  });

  it("sends only what belongs to its kind, and never the kind of a rule that is there", () => {
    const silence = changeOf({ ...NEW_RULE, kind: "silence", phrases: "x" });
    expect(silence).toMatchObject({ silence_minutes: 30 });
    expect(Object.keys(silence)).not.toContain("phrases");
    expect(Object.keys(changeOf({ ...NEW_RULE, kind: "speaker" }))).not.toContain("silence_minutes");
    expect(Object.keys(silence)).not.toContain("kind");
  });

  it("of a rule that is there sends only what was changed", () => {
    const begun = { ...NEW_RULE, name: "a", phrases: "b\nc" };
    expect(editOf(begun, { ...begun, phrases: "b\n c" })).toBeNull();
    expect(editOf(begun, { ...begun, phrases: "b", cooldown_s: 5 })).toEqual({ phrases: ["b"], cooldown_s: 5 });
  });

  it("comes back as it was", () => {
    const rule = { kind: "keyword", name: "a", phrases: ["b", "c"], sounds_like: [], expressions: ["d"] };
    const draft = draftOf({
      ...rule,
      languages: ["en"],
      speakers: [],
      camera_ids: [],
      schedule: [],
    } as unknown as Rule);
    expect(changeOf(draft)).toMatchObject({ phrases: ["b", "c"], expressions: ["d"], languages: ["en"] });
  });

  it.each([
    [{ name: "a", phrases: "b" }, false],
    [{ name: " ", phrases: "b" }, true],
    [{ name: "a", phrases: "\n" }, true],
    [{ name: "a", kind: "speaker" as const }, true],
    [{ name: "a", kind: "speaker" as const, speakers: ["p"] }, false],
    [{ name: "a", kind: "silence" as const, silence_minutes: 0 }, true],
  ])("%o is incomplete: %s", (change, isMissing) => {
    expect(isIncomplete({ ...NEW_RULE, ...change })).toBe(isMissing);
  });
});

describe("matches", () => {
  it("are counted in characters, also where one takes two units", () => {
    expect(segmentsOf("😀 a parcel!", [{ pattern: "parcel", start: 4, end: 10 }])).toEqual([
      { text: "😀 a ", pattern: null },
      { text: "parcel", pattern: "parcel" },
      { text: "!", pattern: null },
    ]);
  });

  it("that overlap lose nothing and repeat nothing", () => {
    const text = "abcdef";
    const matches = [
      { pattern: "two", start: 2, end: 5 },
      { pattern: "one", start: 0, end: 3 },
      { pattern: "in", start: 1, end: 2 },
    ];
    const segments = segmentsOf(text, matches);
    expect(segments.map((segment) => segment.text).join("")).toBe(text);
    expect(segmentsOf(text, [])).toEqual([{ text, pattern: null }]);
  });
});

it("alerts are kept newest first, changed in their place, and go", () => {
  const alert = (id: number, at_ms: number, phase = "final"): Alert => ({ id, at_ms, rule_name: "r", phase }) as Alert;
  const two = withAlert([alert(1, 10)], alert(2, 20));
  expect(two.map(({ id }) => id)).toEqual([2, 1]);
  expect(withAlert(two, alert(1, 10, "withdrawn")).map(({ phase }) => phase)).toEqual(["final", "withdrawn"]);
  expect(withAlert(two, { id: 2 }).map(({ id }) => id)).toEqual([1]);
  expect(withAlert(two, { id: "2" }).map(({ id }) => id)).toEqual([1]);
});

it("a choice is put in and taken out", () => {
  expect(toggled(["a"], "b")).toEqual(["a", "b"]);
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
});
