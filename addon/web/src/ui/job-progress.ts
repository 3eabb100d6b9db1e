import type { Job } from "../api/generated";
import { t } from "../i18n";
import { percent } from "../i18n/format";

/** How far a job is, or what it waits for. */
export function progressOf({ progress, waits_for }: Pick<Job, "progress" | "waits_for">): string {
  return waits_for === null ? percent(progress) : t(`jobs.waits_for.${waits_for}`);
}
