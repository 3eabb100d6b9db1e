import type { ClipCheck, ExportHole, StoryCheck } from "../../api/generated";
import { t } from "../../i18n";
import { clock, duration } from "../../i18n/format";

/** Return what lacks of a stretch, and why. */
export function holeText({ start_ms, end_ms, reason, unreadable }: ExportHole): string {
  const why = unreadable ? t("story.unreadable") : t(`gap.${reason}`);
  return t("story.hole", { start: clock(start_ms), length: duration(end_ms - start_ms), reason: why });
}

/** Whether there is nothing of a clip, so that a story with it cannot be exported. */
export function isLost({ recorded_ms }: ClipCheck): boolean {
  return recorded_ms === 0;
}

/** Return what is wrong with a clip, in a few words; null: nothing is. */
export function troubleOf(check: ClipCheck): string | null {
  const [hole] = check.holes;
  if (isLost(check)) {
    if (check.gone) return t("story.camera_gone");
    return hole === undefined ? t("story.lost") : t("story.lost_because", { reason: t(`gap.${hole.reason}`) });
  }
  if (hole === undefined) return null;
  return t("story.lacks", {
    length: duration(check.holes.reduce((sum, each) => sum + each.end_ms - each.start_ms, 0)),
  });
}

/** Return what is wrong with clips, by their ids. */
export function troublesOf(check: StoryCheck | null): Map<string, string> {
  const found = (check?.clips ?? []).map((each) => [each.clip_id, troubleOf(each)] as const);
  return new Map(found.filter((each): each is [string, string] => each[1] !== null));
}
