import { edited, type Edit, type EditList } from "./edit-list";

const MOST_STEPS = 200;

/** A list with the way to it, and the way back. `gesture` names what goes on, such as a drag, and is one step. */
export interface EditHistory {
  readonly past: readonly EditList[];
  readonly now: EditList;
  readonly future: readonly EditList[];
  readonly gesture: string | null;
}

export function begun(now: EditList): EditHistory {
  return { past: [], now, future: [], gesture: null };
}

/** Make an edit. Those of one gesture are taken back together; one that changes nothing leaves no step. */
export function did(history: EditHistory, edit: Edit, gesture: string | null = null): EditHistory {
  return became(history, edited(history.now, edit), gesture);
}

/** Let the list become another one, which can be taken back, too. */
export function became(history: EditHistory, now: EditList, gesture: string | null = null): EditHistory {
  if (now === history.now) return history;
  if (gesture !== null && gesture === history.gesture) return { ...history, now, future: [] };
  return { past: [...history.past, history.now].slice(-MOST_STEPS), now, future: [], gesture };
}

/** End a gesture: what comes next is a step of its own. */
export function settled(history: EditHistory): EditHistory {
  return history.gesture === null ? history : { ...history, gesture: null };
}

export function undone(history: EditHistory): EditHistory {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    now: before,
    future: [history.now, ...history.future],
    gesture: null,
  };
}

export function redone(history: EditHistory): EditHistory {
  const [after, ...future] = history.future;
  if (after === undefined) return history;
  return { past: [...history.past, history.now], now: after, future, gesture: null };
}
