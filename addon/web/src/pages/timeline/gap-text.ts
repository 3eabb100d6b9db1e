import type { Gap } from "../../api/generated";
import { t } from "../../i18n";
import { hourMinute } from "../../i18n/format";

/** Return from when to when there is no recording, and why. */
export function gapText({ start_ms, end_ms, reason }: Gap): string {
  return t("timeline.gap_between", {
    start: hourMinute(start_ms),
    end: hourMinute(end_ms ?? Date.now()),
    reason: t(`gap.${reason}`),
  });
}
