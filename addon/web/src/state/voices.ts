import type { Api } from "../api/client";
import type { Line } from "../api/generated";
import { RemoteStore } from "./remote";

type Voiced = Pick<Line, "speaker" | "speaker_id">;

/** The numbers of voices without a name, read when lines have one that is not known yet. */
export class VoiceNumbers extends RemoteStore<ReadonlyMap<number, number>> {
  private readonly asked = new Set<number>();
  private looked: readonly Voiced[] = [];

  constructor(api: Api) {
    super(async (signal) => {
      const { speakers } = await api.call("GET /api/speakers", { signal });
      return new Map(speakers.map(({ id, number }) => [id, number]));
    });
  }

  /** Read them anew if one of these lines has a voice that was not asked for before. */
  want(lines: readonly Voiced[]): void {
    if (lines === this.looked) return;
    this.looked = lines;
    const ids = lines.flatMap(({ speaker, speaker_id }) => (speaker === null ? (speaker_id ?? []) : []));
    const fresh = ids.filter((id) => !this.asked.has(id));
    if (fresh.length === 0) return;
    for (const id of fresh) this.asked.add(id);
    void this.load();
  }

  /** The number of a line's voice; null where it is somebody's, nobody's, or not known. */
  of({ speaker, speaker_id }: Voiced): number | null {
    if (speaker !== null || speaker_id === null) return null;
    return this.get().value?.get(speaker_id) ?? null;
  }
}
