import { backoffMs } from "../../api/backoff";
import { ApiError, OfflineError } from "../../api/errors";
import { Store } from "../../state/store";
import { became, begun, did, redone, settled, undone, type EditHistory } from "./edit-history";
import { sameList, type Edit, type EditList } from "./edit-list";
import type { Story } from "../../api/generated";
import type { StoryApi } from "./story-api";
import type { StoryDrafts } from "./story-drafts";

/** `waiting`: it is about to be saved; `conflict`: somebody else changed it meanwhile; `gone`: somebody deleted it. */
export type Saving = "saved" | "waiting" | "saving" | "offline" | "failed" | "conflict" | "gone";

export interface SessionState {
  /** As the server has it. */
  readonly story: Story;
  readonly history: EditHistory;
  readonly saving: Saving;
  /** What somebody else made of it, during a conflict. */
  readonly theirs: Story | null;
  readonly error: Error | null;
}

const PAUSE_MS = 700;

/** Return the part of a story that is edited. */
export function listOf({ title, captions, blur, clips }: EditList): EditList {
  return { title, captions, blur, clips };
}

/**
 * Edits a story, and saves it a moment after each edit. What is not saved is kept as a draft: without a connection, when
 * the page is closed, and when somebody else changed the story; then one has to choose.
 */
export class StorySession extends Store<SessionState> {
  /** The list that the server has. */
  private saved: EditList;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saves: Promise<void> | null = null;
  private failures = 0;
  private isStopped = false;

  constructor(
    private readonly api: StoryApi,
    private readonly drafts: StoryDrafts,
    story: Story,
  ) {
    const list = listOf(story);
    super({ story, history: begun(list), saving: "saved", theirs: null, error: null });
    this.saved = list;
    this.takeUpDraft();
  }

  /** Leave; what is not saved stays a draft, and is saved if that goes. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    if (this.get().saving === "waiting") void this.save();
  }

  get list(): EditList {
    return this.get().history.now;
  }

  get isDirty(): boolean {
    return this.list !== this.saved;
  }

  edit(edit: Edit, gesture: string | null = null): void {
    this.changed(did(this.get().history, edit, gesture));
  }

  /** A drag, or the typing of a word, is over. */
  settle(): void {
    this.changed(settled(this.get().history));
  }

  undo(): void {
    this.changed(undone(this.get().history));
  }

  redo(): void {
    this.changed(redone(this.get().history));
  }

  /** Save now what is not saved; whether the server has everything then. */
  async flush(): Promise<boolean> {
    clearTimeout(this.timer);
    if (this.isDirty && this.mayWait()) await this.save();
    return !this.isDirty;
  }

  /** Try again now: the connection is back, or somebody asks for it. */
  readonly hurry = (): void => {
    if (["offline", "failed", "waiting"].includes(this.get().saving)) void this.flush();
  };

  /** The story was changed by somebody, maybe us: see by whom. */
  readonly refresh = async (): Promise<void> => {
    if (this.saves !== null) await this.saves;
    try {
      this.heard(await this.api.get(this.get().story.id));
    } catch (error) {
      if (isStatus(error, 404)) this.patch({ saving: "gone" });
    }
  };

  /** Overwrite what somebody else made of it. */
  async keepMine(): Promise<void> {
    const { theirs } = this.get();
    if (theirs === null) return;
    this.saved = listOf(theirs);
    this.patch({ story: theirs, theirs: null, saving: "waiting" });
    await this.save();
  }

  /** Go on with what somebody else made of it; undo leads back to mine. */
  takeTheirs(): void {
    const { theirs, history } = this.get();
    if (theirs === null) return;
    this.saved = listOf(theirs);
    this.drafts.clear(theirs.id);
    this.patch({ story: theirs, theirs: null, saving: "saved", history: became(history, this.saved) });
  }

  /** Make a new story of mine, and leave this one as somebody else made it. Return the new one. */
  async copyMine(title: string): Promise<Story> {
    const copy = await this.api.create({ ...this.list, title });
    this.drafts.clear(this.get().story.id);
    this.takeTheirs();
    return copy;
  }

  private takeUpDraft(): void {
    const { story, history } = this.get();
    const draft = this.drafts.get(story.id);
    if (draft === null) return;
    if (sameList(draft.list, history.now)) {
      this.drafts.clear(story.id);
      return;
    }
    const isCurrent = draft.version >= story.version;
    this.patch({ history: became(history, draft.list), saving: isCurrent ? "waiting" : "conflict" });
    if (isCurrent) this.schedule(0);
    else this.patch({ theirs: story });
  }

  private heard(story: Story): void {
    if (story.version <= this.get().story.version) return;
    if (this.isDirty) {
      this.hurry(); // the server refuses, and then one has to choose
      return;
    }
    this.saved = listOf(story);
    this.patch({ story, history: begun(this.saved) });
  }

  private changed(history: EditHistory): void {
    const { history: before, story, saving } = this.get();
    if (history === before) return;
    this.patch({ history });
    if (!this.isDirty && this.saves === null) {
      this.drafts.clear(story.id);
      if (this.mayWait()) this.patch({ saving: "saved" });
      return;
    }
    if (history.gesture === null) this.drafts.put(story.id, { version: story.version, list: history.now });
    if (history.now === before.now || !this.mayWait()) return;
    if (saving !== "saving") this.patch({ saving: "waiting" });
    this.schedule(PAUSE_MS);
  }

  /** Whether saving is a matter of time; else somebody has to choose first. */
  private mayWait(): boolean {
    const { saving } = this.get();
    return saving !== "conflict" && saving !== "gone";
  }

  private schedule(afterMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), afterMs);
  }

  private async save(): Promise<void> {
    this.saves ??= this.saveAll().finally(() => (this.saves = null));
    await this.saves;
  }

  private async saveAll(): Promise<void> {
    while (this.isDirty) {
      const { story } = this.get();
      const sent = this.list;
      this.drafts.put(story.id, { version: story.version, list: sent });
      this.patch({ saving: "saving", error: null });
      try {
        this.accepted(await this.api.save(story.id, sent, story.version), sent);
      } catch (error) {
        if (!(await this.refused(error, sent))) return;
      }
    }
    this.drafts.clear(this.get().story.id);
    this.patch({ saving: "saved" });
  }

  private accepted(story: Story, sent: EditList): void {
    this.failures = 0;
    this.saved = sent;
    this.patch({ story });
  }

  /** Deal with a failure; whether it was none, because only the answer to an earlier try got lost. */
  private async refused(error: unknown, sent: EditList): Promise<boolean> {
    if (isStatus(error, 404)) this.patch({ saving: "gone" });
    else if (isStatus(error, 409)) return this.disagree(sent);
    else if (error instanceof OfflineError) this.retryLater();
    else this.patch({ saving: "failed", error: error instanceof Error ? error : new Error(String(error)) });
    return false;
  }

  private async disagree(sent: EditList): Promise<boolean> {
    try {
      const theirs = await this.api.get(this.get().story.id);
      if (sameList(theirs, sent)) {
        this.accepted(theirs, sent);
        return true;
      }
      this.patch({ saving: "conflict", theirs });
    } catch (error) {
      if (isStatus(error, 404)) this.patch({ saving: "gone" });
      else this.retryLater();
    }
    return false;
  }

  private retryLater(): void {
    this.patch({ saving: "offline" });
    if (!this.isStopped) this.schedule(backoffMs(this.failures++));
  }

  private patch(part: Partial<SessionState>): void {
    this.set({ ...this.get(), ...part });
  }
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof ApiError && error.status === status;
}
