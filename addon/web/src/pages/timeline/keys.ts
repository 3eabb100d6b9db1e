/** What a key does to the timeline. */
export type Action =
  | { kind: "seek"; byMs: number }
  | { kind: "edge"; end: boolean }
  | { kind: "zoom"; factor: number }
  | { kind: "neighbour"; direction: 1 | -1 }
  | { kind: "frame"; direction: 1 | -1 }
  | { kind: "play" }
  | { kind: "list" };

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
  " ": { kind: "play" },
  l: { kind: "list" },
};

/** Return what a key does; null: leave it to the browser. */
export function actionOf(press: Press): Action | null {
  const { key, altKey, metaKey } = press;
  if (altKey || metaKey) return null;
  const arrow = ["ArrowLeft", "ArrowRight"].indexOf(key);
  if (arrow >= 0) return { kind: "seek", byMs: (arrow === 0 ? -1 : 1) * stepMs(press) };
  if (press.ctrlKey) return null;
  return SIMPLE[key] ?? SIMPLE[key.toLowerCase()] ?? null;
}

function stepMs({ shiftKey, ctrlKey }: Press): number {
  if (ctrlKey) return 60_000;
  return shiftKey ? 1000 : 10_000;
}
