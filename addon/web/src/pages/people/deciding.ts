import { ApiError } from "../../api/errors";
import type { Api } from "../../api/client";
import type { LabelOutput } from "../../api/generated";
import type { Step } from "./reviewing";

/** What became of saying who visits were: what the server noted, and why it went no further, if it did not. */
export interface Outcome {
  labels: LabelOutput[];
  error: unknown;
}

/**
 * Say one thing after the other, and tell each time of how many visits it was said. What is said of several is said of
 * all or of none: where one of them is gone, it is said of each by itself. Any other failure ends it.
 */
export async function decideAll(api: Api, steps: readonly Step[], told: (count: number) => void): Promise<Outcome> {
  const labels: LabelOutput[] = [];
  let gone: unknown = null;
  const left = [...steps];
  for (let count = 0, step = left.shift(); step !== undefined; step = left.shift()) {
    const { action, person_id, visits } = step;
    const visit_ids = visits.map(({ id }) => id);
    try {
      const body = { action, visit_ids, ...(action === "assign" ? { person_id } : {}) };
      labels.push(...(await api.call("POST /api/visits/label", { body })).labels);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "not_found" && error.problem.field === "visit_ids"))
        return { labels, error };
      if (visits.length > 1) {
        left.unshift(...visits.map((visit) => ({ ...step, visits: [visit] })));
        continue;
      }
      gone = error;
    }
    told((count += visits.length));
  }
  return { labels, error: gone };
}
