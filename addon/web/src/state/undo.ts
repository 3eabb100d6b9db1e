import type { App } from "../app/app";
import type { EditKind } from "../api/generated";

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

/** The same of a change whose answer does not name it: it is the newest of its kind about this person. */
export async function tellNewest(
  parts: Parts,
  text: string,
  kind: EditKind,
  person: string,
  after?: () => void,
): Promise<void> {
  let id: number | null = null;
  try {
    const { edits } = await parts.api.call("GET /api/edits", { query: { person, limit: 10 } });
    id = edits.find((edit) => edit.kind === kind && edit.can_undo)?.id ?? null;
  } catch {
    // It was done; it can be taken back from the list of changes, too.
  }
  tellEdits(parts, text, [id], after);
}
