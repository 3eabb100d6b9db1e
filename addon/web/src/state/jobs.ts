import type { Api } from "../api/client";
import type { Job } from "../api/generated";
import type { Events } from "./events";
import { put, without } from "./lists";
import { RemoteStore } from "./remote";

const SHOWN = 50;

/** The newest jobs, the newest first, kept fresh by events. */
export class JobList extends RemoteStore<readonly Job[]> {
  constructor(
    private readonly api: Api,
    private readonly events: Events,
  ) {
    super(async (signal) => (await api.call("GET /api/jobs", { query: { limit: SHOWN }, signal })).jobs);
  }

  start(): void {
    this.events.on("resync", () => void this.load());
    this.events.on("job", (told) => this.change((jobs) => withTold(jobs, told)));
    void this.load();
  }

  async cancel(id: string): Promise<void> {
    await this.api.call("POST /api/jobs/{job_id}/cancel", { params: { job_id: id } });
  }

  async retry(id: string): Promise<void> {
    await this.api.call("POST /api/jobs/{job_id}/retry", { params: { job_id: id } });
  }

  /** Delete a job that is over, and the files that it made. */
  async delete(id: string): Promise<void> {
    await this.api.call("DELETE /api/jobs/{job_id}", { params: { job_id: id } });
  }
}

/** Whether a job waits or works. */
export function isActive({ state }: Job): boolean {
  return state === "queued" || state === "running";
}

/** Return the jobs after an event: one that changed or was ordered, or was deleted, of which only the id is told. */
export function withTold(jobs: readonly Job[], told: Job | { id: string }): Job[] {
  if (!("state" in told)) return without(jobs, told.id);
  return put(jobs, told).sort((one, other) => other.created_ms - one.created_ms);
}
