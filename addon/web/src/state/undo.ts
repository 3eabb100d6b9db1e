import type { App } from "../app/app";

type Parts = Pick<App, "api" | "toasts">;

/** Tell what was done to people, and offer to take these changes back, the last one first; `after` hears of that. */
export function tellEdits(
  { api, toasts }: Parts,
  text: string,
  editIds: readonly (number | null)[],
  after?: () => void,
): void {
  const ids = editIds.filter((id) => id !== null).toSorted((one, other) => other - one);
  if (ids.length === 0) {
    toasts.done(text);
    return;
  }
  toasts.done(text, async () => {
    for (const edit_id of new Set(ids)) await api.call("POST /api/edits/{edit_id}/undo", { params: { edit_id } });
    after?.();
  });
}
