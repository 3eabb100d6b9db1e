import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, OfflineError } from "../../api/errors";
import type { Problem } from "../../api/generated";
import { edited, type Edit, type EditList } from "./edit-list";
import type { Story } from "../../api/generated";
import type { StoryApi } from "./story-api";
import { StoryDrafts } from "./story-drafts";
import { listOf, StorySession } from "./story-session";

const CLIP = { id: "a", camera_id: "door", start_ms: 1000, end_ms: 3000, sound: [], muted: false, narration: "" };
const STORY: Story = {
  id: "s",
  title: "Visit",
  captions: "none",
  blur: null,
  clips: [CLIP, { ...CLIP, id: "b", start_ms: 9000, end_ms: 9500 }],
  version: 1,
  created_ms: 0,
  updated_ms: 0,
};
const REMOVE: Edit = { kind: "remove", id: "b" };

/** A server with one story; `fail` is thrown by the next save, and `isLost` loses the answer to it. */
class Server {
  story: Story | null = STORY;
  saves = 0;
  fail: Error | null = null;
  isLost = false;

  get(): Promise<Story> {
    return this.story === null ? Promise.reject(refusal(404)) : Promise.resolve(this.story);
  }

  create(list: EditList): Promise<Story> {
    return Promise.resolve({ ...STORY, ...mutable(list), id: "copy", version: 1 });
  }

  async save(_: string, list: EditList, version: number): Promise<Story> {
    this.saves++;
    await Promise.resolve();
    if (this.fail !== null) throw this.fail;
    const { story } = this;
    if (story === null) throw refusal(404);
    if (version !== story.version) throw refusal(409);
    const after = (this.story = { ...story, ...mutable(list), version: version + 1 });
    if (!this.isLost) return after;
    this.isLost = false;
    return this.save("", list, version); // as the client asks again
  }

  byOther(edit: Edit): void {
    const story = this.story ?? STORY;
    this.story = { ...story, ...mutable(edited(listOf(story), edit)), version: story.version + 1 };
  }
}

function mutable(list: EditList): Pick<Story, keyof EditList> {
  return structuredClone(list) as Pick<Story, keyof EditList>;
}

function refusal(status: number): ApiError {
  return new ApiError(status, { message: String(status) } as Problem);
}

const drafts = new StoryDrafts();
let server: Server;

function open(story: Story = STORY): StorySession {
  return new StorySession(server as unknown as StoryApi, drafts, story);
}

async function pass(): Promise<void> {
  await vi.advanceTimersByTimeAsync(60_000);
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  server = new Server();
});
afterEach(() => vi.useRealTimers());

describe("what is edited", () => {
  it("is saved a moment later, all of it at once", async () => {
    const session = open();
    session.edit(REMOVE);
    session.edit({ kind: "story", part: { title: "Visitors" } });
    expect(session.get().saving).toBe("waiting");
    await pass();
    expect(session.get()).toMatchObject({ saving: "saved", story: { version: 2, title: "Visitors" } });
    expect(server).toMatchObject({ saves: 1, story: { title: "Visitors", clips: [CLIP] } });
    expect(drafts.get("s")).toBeNull();
    session.undo();
    await pass();
    expect(server.story).toMatchObject({ version: 3, title: "Visit" });
  });

  it("while it is being saved is saved, too", async () => {
    const session = open();
    session.edit(REMOVE);
    const flushed = session.flush();
    session.edit({ kind: "story", part: { blur: "all" } });
    await expect(flushed).resolves.toBe(true);
    expect(server).toMatchObject({ saves: 2, story: { blur: "all", version: 3 } });
  });

  it("and taken back at once needs no saving", async () => {
    const session = open();
    session.edit(REMOVE);
    session.undo();
    expect(session.get().saving).toBe("saved");
    expect(drafts.get("s")).toBeNull();
    await pass();
    expect(server.saves).toBe(0);
  });

  it("without a connection is kept, and saved when that is back", async () => {
    const session = open();
    server.fail = new OfflineError(null);
    session.edit(REMOVE);
    await vi.advanceTimersByTimeAsync(1000);
    expect(session.get().saving).toBe("offline");
    expect(drafts.get("s")?.list.clips).toHaveLength(1);
    server.fail = null;
    session.hurry();
    await pass();
    expect(session.get().saving).toBe("saved");
    expect(server.story?.clips).toHaveLength(1);
  });

  it("outlives the page", async () => {
    server.fail = new OfflineError(null);
    const before = open();
    before.edit(REMOVE);
    before.stop();
    server.fail = null;
    const session = open();
    expect(session.list.clips).toHaveLength(1);
    await pass();
    expect(server.story).toMatchObject({ version: 2, clips: [CLIP] });
    session.undo();
    expect(session.list.clips).toHaveLength(2);
  });

  it("that the server refuses is told, and kept", async () => {
    const session = open();
    server.fail = refusal(400);
    session.edit(REMOVE);
    await pass();
    expect(session.get()).toMatchObject({ saving: "failed", error: server.fail });
    expect(server.saves).toBe(1);
    expect(drafts.get("s")).not.toBeNull();
  });

  it("of which only the answer got lost is saved", async () => {
    const session = open();
    server.isLost = true;
    session.edit(REMOVE);
    await pass();
    expect(session.get()).toMatchObject({ saving: "saved", story: { version: 2 }, theirs: null });
  });
});

describe("two at once", () => {
  async function conflict(): Promise<StorySession> {
    const session = open();
    server.byOther({ kind: "story", part: { title: "Theirs" } });
    session.edit(REMOVE);
    await pass();
    expect(session.get()).toMatchObject({ saving: "conflict", theirs: { title: "Theirs", version: 2 } });
    return session;
  }

  it("are told; mine may stay", async () => {
    const session = await conflict();
    session.edit({ kind: "story", part: { blur: "all" } });
    await pass();
    expect(server.saves).toBe(1);
    await session.keepMine();
    expect(server.story).toMatchObject({ version: 3, title: "Visit", blur: "all", clips: [CLIP] });
    expect(session.get().saving).toBe("saved");
  });

  it("are told; theirs may stay, and mine can be had back", async () => {
    const session = await conflict();
    session.takeTheirs();
    expect(session.list).toMatchObject({ title: "Theirs", clips: STORY.clips });
    expect(drafts.get("s")).toBeNull();
    session.undo();
    await pass();
    expect(server.story).toMatchObject({ version: 3, title: "Visit", clips: [CLIP] });
  });

  it("are told; both may stay", async () => {
    const session = await conflict();
    await expect(session.copyMine("Mine")).resolves.toMatchObject({ id: "copy", title: "Mine", clips: [CLIP] });
    expect(session.list.title).toBe("Theirs");
    expect(server.story?.version).toBe(2);
  });

  it("find a draft of before there was narration", () => {
    const old = listOf(STORY);
    const clips = old.clips.map(({ narration, ...clip }) => ({ ...clip, was: narration.length }));
    drafts.put("s", { version: 1, list: { ...old, title: "Mine", clips: clips as unknown as typeof old.clips } });
    expect(drafts.get("s")?.list.clips.map(({ narration }) => narration)).toEqual(clips.map(() => ""));
    expect(open().list.title).toBe("Mine");
  });

  it("find a draft of an old version when they come back", async () => {
    drafts.put("s", { version: 1, list: edited(listOf(STORY), REMOVE) });
    server.byOther({ kind: "story", part: { title: "Theirs" } });
    const session = open(server.story ?? STORY);
    expect(session.get()).toMatchObject({ saving: "conflict", theirs: { title: "Theirs" } });
    await session.keepMine();
    expect(server.story).toMatchObject({ version: 3, title: "Visit", clips: [CLIP] });
  });

  it("see each other's changes as long as they made none", async () => {
    const session = open();
    server.byOther({ kind: "story", part: { title: "Theirs" } });
    await session.refresh();
    expect(session.get()).toMatchObject({ saving: "saved", story: { version: 2 } });
    expect(session.list.title).toBe("Theirs");
  });

  it("hear that it was deleted, and keep what they have", async () => {
    const session = open();
    server.story = null;
    session.edit(REMOVE);
    await pass();
    expect(session.get().saving).toBe("gone");
    expect(drafts.get("s")).not.toBeNull();
  });
});

describe("drafts", () => {
  it.each(["", "{", "null", "[]", '{"version":1}', '{"version":1,"list":{"title":"x","clips":[{"id":1}]}}'])(
    "%s is none",
    (text) => {
      localStorage.setItem("wf-story-s", text);
      expect(drafts.get("s")).toBeNull();
      expect(open().list.clips).toHaveLength(2);
    },
  );

  it("need no storage", () => {
    const none = new StoryDrafts(() => {
      throw new DOMException("denied", "SecurityError");
    });
    none.put("s", { version: 1, list: listOf(STORY) });
    expect(none.get("s")).toBeNull();
  });
});
