import type { Story, StoryCheck } from "../../api/generated";
import { Store } from "../../state/store";
import type { StoryApi } from "./story-api";
import type { Holes } from "./story-player";
import { troublesOf } from "./story-troubles";

/** What there is of each clip of a story, as the server last told. */
export class StoryChecks extends Store<StoryCheck | null> {
  holes: Holes = new Map();
  troubles: ReadonlyMap<string, string> = new Map();
  private asked: number | null = null;

  constructor(private readonly api: Pick<StoryApi, "check">) {
    super(null);
  }

  /** Ask about this version of a story, unless that was done. */
  async look({ id, version }: Pick<Story, "id" | "version">): Promise<void> {
    if (this.asked === version) return;
    this.asked = version;
    try {
      const check = await this.api.check(id);
      if (this.asked !== version) return;
      this.holes = new Map(check.clips.map(({ clip_id, holes }) => [clip_id, holes]));
      this.troubles = troublesOf(check);
      this.set(check);
    } catch {
      if (this.asked === version) this.asked = null; // the export asks again, and tells
    }
  }
}
