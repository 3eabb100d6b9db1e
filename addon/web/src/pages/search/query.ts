import type { Order, TranscriptsSearch } from "../../api/generated";

export type Range = "" | "hour" | "day" | "week" | "month";
export const RANGES: readonly Range[] = ["", "hour", "day", "week", "month"];
/** Shares of certainty that can be asked for. */
export const CONFIDENCES: readonly number[] = [0, 0.5, 0.7, 0.9];

const HOUR_MS = 3_600_000;
const LASTS_MS: Readonly<Record<Exclude<Range, "">, number>> = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
};

/** What is looked for; empty fields leave out a condition. */
export interface Query {
  text: string;
  camera: string;
  person: string;
  range: Range;
  confidence: number;
  order: Order;
}

/** Read what the address looks for; what makes no sense there is left out. */
export function readQuery(from: URLSearchParams): Query {
  const confidence = Number(from.get("confidence") ?? 0);
  return {
    text: from.get("q") ?? "",
    camera: from.get("camera") ?? "",
    person: from.get("person") ?? "",
    range: RANGES.find((range) => range === from.get("range")) ?? "",
    confidence: CONFIDENCES.includes(confidence) ? confidence : 0,
    order: from.get("order") === "best" ? "best" : "newest",
  };
}

/** Return the address that looks for the same. */
export function pathOf(query: Query): string {
  const given = new URLSearchParams();
  if (query.text.trim() !== "") given.set("q", query.text);
  if (query.camera !== "") given.set("camera", query.camera);
  if (query.person !== "") given.set("person", query.person);
  if (query.range !== "") given.set("range", query.range);
  if (query.confidence > 0) given.set("confidence", String(query.confidence));
  if (query.order !== "newest") given.set("order", query.order);
  const text = given.toString();
  return text === "" ? "search" : `search?${text}`;
}

/** Return what to ask the server for, at `nowMs`. */
export function orderOf(query: Query, nowMs: number): TranscriptsSearch {
  const text = query.text.trim();
  return {
    text,
    camera_ids: query.camera === "" ? [] : [query.camera],
    speakers: query.person === "" ? [] : [query.person],
    start: query.range === "" ? null : nowMs - LASTS_MS[query.range],
    least_confidence: query.confidence,
    order: text === "" ? "newest" : query.order, // without words nothing fits better than anything else
  };
}
