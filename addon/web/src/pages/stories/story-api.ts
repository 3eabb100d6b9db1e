import type { Api } from "../../api/client";
import type { ChangedStory, Job, NewStory, Story, StoryCheck } from "../../api/generated";
import type { EditList } from "./edit-list";

/** The routes of stories; each rejects as `Api.call` does. */
export class StoryApi {
  constructor(private readonly api: Pick<Api, "call">) {}

  async get(id: string): Promise<Story> {
    return this.api.call("GET /api/stories/{story_id}", { params: { story_id: id } });
  }

  async create(list: EditList): Promise<Story> {
    return this.api.call("POST /api/stories", { body: bodyOf(list) });
  }

  /** Replace what is in a story that has this version; a conflict if it has another one. */
  async save(id: string, list: EditList, version: number): Promise<Story> {
    const body: ChangedStory = { ...bodyOf(list), version };
    return this.api.call("PUT /api/stories/{story_id}", { params: { story_id: id }, body });
  }

  async delete(id: string): Promise<void> {
    await this.api.call("DELETE /api/stories/{story_id}", { params: { story_id: id } });
  }

  async check(id: string): Promise<StoryCheck> {
    return this.api.call("GET /api/stories/{story_id}/check", { params: { story_id: id } });
  }

  async export(id: string, strict: boolean): Promise<Job> {
    return this.api.call("POST /api/stories/{story_id}/export", { params: { story_id: id }, body: { strict } });
  }
}

function bodyOf({ title, captions, blur, clips }: EditList): NewStory {
  return { title, captions, blur: blur === "unknown" || blur === "all" ? blur : null, clips: clips.map(clipOf) };
}

function clipOf({
  id,
  camera_id,
  start_ms,
  end_ms,
  sound,
  muted,
  narration,
}: EditList["clips"][number]): NonNullable<NewStory["clips"]>[number] {
  return { id, camera_id, start_ms, end_ms, sound: [...sound], muted, narration };
}
