import type { Api } from "../../api/client";
import type { Visit } from "../../api/generated";
import { RemoteStore } from "../../state/remote";
import { heard, isOpen, reread } from "./reviewing";

const PAGE = 500;

/** The visits that recognition is not sure of. What is there keeps its place, whatever comes and goes. */
export class ReviewStore extends RemoteStore<readonly Visit[]> {
  /** Whether the server has older ones than were read. */
  private hasMore = false;

  constructor(api: Api) {
    super(async (signal) => {
      const query = { verdict: "unsure", limit: PAGE } as const;
      const { visits, cursor } = await api.call("GET /api/visits", { query, signal });
      this.hasMore = cursor !== null;
      const oldestMs = this.hasMore ? (visits.at(-1)?.start_ms ?? 0) : 0;
      return reread(this.get().value ?? [], visits.filter(isOpen), oldestMs);
    });
  }

  /** Read on when what was read is nearly through. */
  refill(): void {
    if (this.hasMore && (this.get().value?.length ?? 0) < PAGE / 4) void this.load();
  }

  hear(visit: Visit): void {
    this.change((visits) => heard(visits, visit));
  }

  put(how: (visits: readonly Visit[]) => readonly Visit[]): void {
    this.change(how);
  }
}
