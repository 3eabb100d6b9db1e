import type { Api } from "../../api/client";
import { t } from "../../i18n";
import type { Moment } from "../../ui/moment-player";
import { playFrom, sampleOf } from "./speaking";

/** So many of the newest lines are looked through for one to play. */
const LOOKED_AT = 50;

/** Return where a voice without a name can be heard best; throw an error that says so if there is no line of it. */
export async function findSample(api: Api, speakerId: number): Promise<Moment> {
  const body = { speaker_ids: [speakerId], limit: LOOKED_AT };
  const { lines } = await api.call("POST /api/transcripts/search", { body });
  const line = sampleOf(lines);
  if (line === null) throw new Error(t("speakers.no_lines"));
  return { camera_id: line.camera_id, at_ms: playFrom(line) };
}
