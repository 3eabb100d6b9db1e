import type { Api } from "../../api/client";
import type { Gap, Line, LinePage, RecordingDay, TranscriptsSearch, Visit } from "../../api/generated";
import { allPages } from "../../state/pages";
import { timeZone } from "./days";
import { unpack, type DayLanes } from "./lanes";
import type { Span } from "./view";

const PAGE_LINES = 500;

/** What the timeline shows of a camera's day. */
export interface DayData {
  readonly lanes: DayLanes;
  readonly gaps: readonly Gap[];
}

export async function readDay(api: Api, cameraId: string, day: Span, signal: AbortSignal): Promise<DayData> {
  const params = { camera_id: cameraId };
  const query = { start: day.startMs, end: day.endMs };
  const [lanes, { gaps }] = await Promise.all([
    api.call("GET /api/cameras/{camera_id}/lanes", { params, query, signal }),
    api.call("GET /api/cameras/{camera_id}/gaps", { params, query, signal }),
  ]);
  return { lanes: unpack(lanes), gaps };
}

/** Return all that was said on a day, oldest first. */
export async function readLines(api: Api, cameraId: string, day: Span, signal: AbortSignal): Promise<Line[]> {
  const found: Line[] = [];
  let cursor: string | null = null;
  do {
    const body: TranscriptsSearch = {
      camera_ids: [cameraId],
      start: day.startMs,
      end: day.endMs,
      limit: PAGE_LINES,
      cursor,
    };
    const page: LinePage = await api.call("POST /api/transcripts/search", { body, signal });
    found.push(...page.lines);
    ({ cursor } = page);
  } while (cursor !== null);
  return found.sort((one, other) => one.start_ms - other.start_ms);
}

/** Return who came by on a day. */
export function readVisits(api: Api, cameraId: string, day: Span, signal: AbortSignal): Promise<Visit[]> {
  const query = { camera: cameraId, start: day.startMs, end: day.endMs, limit: PAGE_LINES };
  return allPages(
    (cursor) => api.call("GET /api/visits", { query: { ...query, cursor }, signal }),
    (page) => page.visits,
  );
}

export async function readDays(api: Api, cameraId: string, signal: AbortSignal): Promise<RecordingDay[]> {
  const options = { params: { camera_id: cameraId }, query: { tz: timeZone() }, signal };
  return (await api.call("GET /api/cameras/{camera_id}/recordings/days", options)).days;
}
