import type { Edge } from "./edit-list";

/** What a key does in the editor. */
export type Action =
  | { kind: "select"; direction: 1 | -1 }
  | { kind: "move"; direction: 1 | -1 }
  | { kind: "edge"; edge: Edge; isFree: boolean }
  | { kind: "remove" | "split" | "duplicate" | "play" | "undo" | "redo" };

type Press = Pick<KeyboardEvent, "key" | "code" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">;

const PLAIN: Readonly<Record<string, Action>> = {
  Delete: { kind: "remove" },
  Backspace: { kind: "remove" },
  s: { kind: "split" },
  d: { kind: "duplicate" },
  " ": { kind: "play" },
};
const WITH_CONTROL: Readonly<Record<string, Action>> = {
  z: { kind: "undo" },
  Z: { kind: "redo" },
  y: { kind: "redo" },
};

const ARROWS: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowRight: 1 };
/** With Alt some keyboards give another letter, so it is the key itself that counts. */
const EDGES: Readonly<Record<string, Edge>> = {
  KeyI: "start",
  KeyO: "end",
  i: "start",
  o: "end",
  I: "start",
  O: "end",
};

/** Return what a key does; null: leave it to the browser. */
export function actionOf(press: Press): Action | null {
  const { key, code, altKey } = press;
  if (press.ctrlKey || press.metaKey) return altKey ? null : withControl(press);
  const direction = ARROWS[key];
  if (direction !== undefined) return { kind: altKey ? "move" : "select", direction };
  const edge = EDGES[code] ?? EDGES[key];
  if (edge !== undefined) return { kind: "edge", edge, isFree: altKey };
  return altKey ? null : plain(key);
}

function plain(key: string): Action | null {
  return PLAIN[key] ?? PLAIN[key.toLowerCase()] ?? null;
}

function withControl({ key, shiftKey }: Press): Action | null {
  return WITH_CONTROL[shiftKey ? key.toUpperCase() : key] ?? null;
}
