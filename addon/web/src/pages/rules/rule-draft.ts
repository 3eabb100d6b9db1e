import type { NewRule, Patterns, Rule, RuleChange, RuleMatch } from "../../api/generated";
import { isSame } from "../../state/drafts";

/** A rule as it stands in the form: lists of texts are lines. */
export interface RuleDraft {
  name: string;
  kind: "keyword" | "speaker" | "silence";
  phrases: string;
  sounds_like: string;
  expressions: string;
  languages: string;
  speakers: readonly string[];
  silence_minutes: number;
  camera_ids: readonly string[];
  enabled: boolean;
  schedule: Rule["schedule"];
  cooldown_s: number;
  early: boolean;
}

export const NEW_RULE: RuleDraft = {
  name: "",
  kind: "keyword",
  phrases: "",
  sounds_like: "",
  expressions: "",
  languages: "",
  speakers: [],
  silence_minutes: 30,
  camera_ids: [],
  enabled: true,
  schedule: [],
  cooldown_s: 10,
  early: false,
};

export function draftOf(rule: Rule): RuleDraft {
  return {
    ...rule,
    kind: rule.kind === "unknown" ? "keyword" : rule.kind,
    phrases: rule.phrases.join("\n"),
    sounds_like: rule.sounds_like.join("\n"),
    expressions: rule.expressions.join("\n"),
    languages: rule.languages.join(", "),
  };
}

/** Return what a keyword rule listens for. */
export function patternsOf(draft: RuleDraft): Required<Patterns> {
  return {
    phrases: linesOf(draft.phrases),
    sounds_like: linesOf(draft.sounds_like),
    expressions: linesOf(draft.expressions),
    languages: draft.languages.split(/[\s,;]+/).filter(Boolean),
  };
}

/** Return the draft as the server takes it; what does not belong to its kind is left out. */
export function changeOf(draft: RuleDraft): Required<Pick<RuleChange, "name">> & RuleChange {
  const { name, kind, enabled, cooldown_s, early, silence_minutes } = draft;
  return {
    name: name.trim(),
    camera_ids: [...draft.camera_ids],
    schedule: [...draft.schedule],
    enabled,
    cooldown_s,
    ...(kind === "keyword" ? { ...patternsOf(draft), early } : {}),
    ...(kind === "silence" ? { silence_minutes } : { speakers: [...draft.speakers] }),
  };
}

/** Return what to ask of the server: only what differs from what the draft began as; null if nothing does. */
export function editOf(begun: RuleDraft, draft: RuleDraft): RuleChange | null {
  const before = new Map<string, unknown>(Object.entries(changeOf(begun)));
  const differs = ([key, value]: [string, unknown]): boolean => !isSame(before.get(key), value);
  const change = Object.entries(changeOf(draft)).filter(differs);
  return change.length === 0 ? null : Object.fromEntries(change);
}

export function newRuleOf(draft: RuleDraft): NewRule {
  return { ...changeOf(draft), kind: draft.kind };
}

/** Whether something is missing that a rule of this kind needs. */
export function isIncomplete(draft: RuleDraft): boolean {
  if (draft.name.trim() === "") return true;
  switch (draft.kind) {
    case "speaker":
      return draft.speakers.length === 0;
    case "silence":
      return draft.silence_minutes < 1;
    default:
      return !listensForAnything(draft);
  }
}

export function listensForAnything(draft: RuleDraft): boolean {
  const { phrases, sounds_like, expressions } = patternsOf(draft);
  return phrases.length + sounds_like.length + expressions.length > 0;
}

/** Return the list with an item put in or taken out. */
export function toggled(list: readonly string[], item: string): string[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item];
}

/** A part of a text, and the pattern that matches it, if one does. */
export interface Segment {
  text: string;
  pattern: string | null;
}

/** Return a text cut where matches begin and end. They count whole characters, as the server does. */
export function segmentsOf(text: string, matches: readonly RuleMatch[]): Segment[] {
  const characters = Array.from(text);
  const cut = (start: number, end?: number): string => characters.slice(start, end).join("");
  const segments: Segment[] = [];
  let at = 0;
  for (const { pattern, start, end } of matches.toSorted((one, other) => one.start - other.start)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    if (from > at) segments.push({ text: cut(at, from), pattern: null });
    segments.push({ text: cut(from, end), pattern });
    at = end;
  }
  if (at < characters.length) segments.push({ text: cut(at), pattern: null });
  return segments;
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
