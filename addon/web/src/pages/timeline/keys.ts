import type { Key } from "../../i18n";
import type { Edge } from "../../words/snap";
import type { Command } from "./playback-bar";

/** What a key does to the timeline. `isFree`: where it is, not at the next word. */
export type Action =
  | { kind: "seek"; byMs: number }
  | { kind: "edge"; end: boolean }
  | { kind: "zoom"; factor: number }
  | { kind: "neighbour"; direction: 1 | -1 }
  | { kind: "frame"; direction: 1 | -1 }
  | { kind: "speed"; direction: 1 | -1 }
  | { kind: "mark"; edge: Edge; isFree: boolean }
  | { kind: SimpleAction };

export type SimpleAction =
  "play" | "list" | "mute" | "captions" | "select" | "clear" | "export" | "live" | "search" | "help";

type Press = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">;

const HOUR_MS = 3_600_000;
const SIMPLE: Readonly<Record<string, Action>> = {
  PageUp: { kind: "seek", byMs: -HOUR_MS },
  PageDown: { kind: "seek", byMs: HOUR_MS },
  Home: { kind: "edge", end: false },
  End: { kind: "edge", end: true },
  "+": { kind: "zoom", factor: 0.5 },
  "=": { kind: "zoom", factor: 0.5 },
  "-": { kind: "zoom", factor: 2 },
  n: { kind: "neighbour", direction: 1 },
  p: { kind: "neighbour", direction: -1 },
  ",": { kind: "frame", direction: -1 },
  ".": { kind: "frame", direction: 1 },
  "<": { kind: "speed", direction: -1 },
  ">": { kind: "speed", direction: 1 },
  " ": { kind: "play" },
  k: { kind: "play" },
  c: { kind: "captions" },
  m: { kind: "mute" },
  l: { kind: "list" },
  g: { kind: "live" },
  s: { kind: "select" },
  e: { kind: "export" },
  Escape: { kind: "clear" },
  "/": { kind: "search" },
  "?": { kind: "help" },
};
const MARKS: Readonly<Record<string, Edge>> = { KeyI: "start", KeyO: "end", i: "start", o: "end" };

/** What buttons do, as if their key had been pressed. */
export const COMMANDS: Readonly<Record<Exclude<Command, "fit">, Action>> = {
  play: { kind: "play" },
  frame_back: { kind: "frame", direction: -1 },
  frame_on: { kind: "frame", direction: 1 },
  zoom_in: { kind: "zoom", factor: 0.5 },
  zoom_out: { kind: "zoom", factor: 2 },
  list: { kind: "list" },
  captions: { kind: "captions" },
  mute: { kind: "mute" },
  select: { kind: "select" },
  help: { kind: "help" },
};

/** Return what a key does; null: leave it to the browser. */
export function actionOf(press: Press & { code?: string }): Action | null {
  const { key, altKey, ctrlKey, metaKey } = press;
  if (metaKey) return null;
  const edge = edgeOf(press);
  if (edge !== undefined && !ctrlKey) return { kind: "mark", edge, isFree: altKey };
  if (altKey) return null;
  const arrow = ["ArrowLeft", "ArrowRight"].indexOf(key);
  if (arrow >= 0) return { kind: "seek", byMs: (arrow === 0 ? -1 : 1) * stepMs(press) };
  if (ctrlKey) return null;
  return SIMPLE[key] ?? SIMPLE[key.toLowerCase()] ?? null;
}

/** With Alt some keyboards write another letter than the key's own. */
function edgeOf({ key, code, altKey }: Press & { code?: string }): Edge | undefined {
  return MARKS[key.toLowerCase()] ?? (altKey ? MARKS[code ?? ""] : undefined);
}

function stepMs({ shiftKey, ctrlKey }: Press): number {
  if (ctrlKey) return 60_000;
  return shiftKey ? 1000 : 10_000;
}

/** All keys of the timeline, in groups, for whoever asks for them. */
export const KEYS: readonly (readonly [heading: Key, keys: readonly (readonly [keys: string, does: Key])[]])[] = [
  [
    "keys.playing",
    [
      ["Space K", "keys.play"],
      ["← →", "keys.ten"],
      ["Shift+← Shift+→", "keys.one"],
      ["Ctrl+← Ctrl+→", "keys.minute"],
      ["PgUp PgDn", "keys.hour"],
      ["Home End", "keys.edge"],
      ["N P", "keys.neighbour"],
      [", .", "keys.frame"],
      ["< >", "keys.speed"],
      ["C", "keys.captions"],
      ["M", "keys.mute"],
      ["G", "keys.live"],
    ],
  ],
  [
    "keys.looking",
    [
      ["+ −", "keys.zoom"],
      ["L", "keys.list"],
      ["/", "keys.search"],
      ["?", "keys.help"],
    ],
  ],
  [
    "keys.choosing",
    [
      ["I O", "keys.mark"],
      ["Alt+I Alt+O", "keys.mark_free"],
      ["S", "keys.select"],
      ["Shift+← Shift+→", "keys.words"],
      ["E", "keys.export"],
      ["Esc", "keys.clear"],
    ],
  ],
];

/** What is printed on them where that depends on the language. */
export const CAPS: Readonly<Partial<Record<string, Key>>> = {
  Space: "keys.cap.space",
  Shift: "keys.cap.shift",
  Ctrl: "keys.cap.control",
  PgUp: "keys.cap.page_up",
  PgDn: "keys.cap.page_down",
  Home: "keys.cap.home",
  End: "keys.cap.end",
};
