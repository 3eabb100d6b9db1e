import type { Clip, EditList } from "./edit-list";

const PREFIX = "wf-story-";

/** What was edited since the version of the story that it is based on. */
export interface Draft {
  readonly version: number;
  readonly list: EditList;
}

/** Keeps what is not saved yet in the browser, so that it outlives the page. Without storage there are no drafts. */
export class StoryDrafts {
  constructor(private readonly storage: () => Storage = () => localStorage) {}

  put(id: string, draft: Draft): void {
    this.attempt((storage) => storage.setItem(PREFIX + id, JSON.stringify(draft)));
  }

  /** Return the draft of a story; what is not one is nothing. */
  get(id: string): Draft | null {
    const text = this.attempt((storage) => storage.getItem(PREFIX + id));
    try {
      const found: unknown = JSON.parse(text ?? "null");
      return isDraft(found) ? complete(found) : null;
    } catch {
      return null;
    }
  }

  clear(id: string): void {
    this.attempt((storage) => storage.removeItem(PREFIX + id));
  }

  private attempt<Result>(work: (storage: Storage) => Result): Result | null {
    try {
      return work(this.storage());
    } catch {
      return null; // it is full, or the browser allows none
    }
  }
}

/** A draft of before there was narration has none. */
function complete(draft: Draft): Draft {
  const clips = draft.list.clips.map((clip) => ({ ...clip, narration: (clip.narration as string | undefined) ?? "" }));
  return { ...draft, list: { ...draft.list, clips } };
}

function isDraft(value: unknown): value is Draft {
  return isRecord(value) && typeof value["version"] === "number" && isList(value["list"]);
}

function isList(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value["title"] === "string" &&
    Array.isArray(value["clips"]) &&
    value["clips"].every(isClip)
  );
}

function isClip(value: unknown): value is Clip {
  if (!isRecord(value)) return false;
  const { id, camera_id, start_ms, end_ms, sound } = value;
  const areNumbers = typeof start_ms === "number" && typeof end_ms === "number" && start_ms < end_ms;
  return typeof id === "string" && typeof camera_id === "string" && areNumbers && Array.isArray(sound);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
