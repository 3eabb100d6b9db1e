import { t } from ".";
import { ApiError, OfflineError } from "../api/errors";

/** Return what to tell about a failure: the server's own sentence, which names the fix, or ours. */
export function errorText(error: unknown): string {
  if (error instanceof OfflineError) return t("errors.offline");
  if (error instanceof ApiError && error.status === 403) return t("errors.forbidden");
  return error instanceof Error ? error.message : String(error);
}
