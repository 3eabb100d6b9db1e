import { t } from "../i18n";
import type { LaneName } from "../pages/timeline/paint";
import { cameras, PLATFORM, siblings, type Hass } from "./hass";

export const TYPE = "wallflower-card";
export const VIEWS = ["live", "timeline", "transcript"] as const;
export type View = (typeof VIEWS)[number];

/** How lanes are called in a configuration. */
export const LANE_OF: Readonly<Record<string, LaneName>> = {
  recording: "recorded",
  motion: "motion",
  speech: "speech",
  faces: "visits",
};
const MOST_HOURS = 168;
const MOST_LINES = 500;
const USUAL_HOURS = 24;
const USUAL_LINES = 50;

export interface CardConfig {
  readonly cameras: readonly string[];
  readonly view: View;
  readonly hours: number;
  readonly lanes: readonly LaneName[];
  readonly transcript_lines: number;
  readonly people: boolean;
  readonly keywords: readonly string[];
  readonly muted: boolean;
  readonly open_panel: boolean | string;
}

type Raw = Readonly<Record<string, unknown>>;

/** Return a configuration with all that was left out; throw an `Error` that tells what is wrong. */
export function parseConfig(raw: Raw): CardConfig {
  const panel = raw["open_panel"];
  return {
    cameras: parseCameras(raw),
    view: parseView(raw["view"]),
    hours: parseCount(raw, "hours", USUAL_HOURS, MOST_HOURS),
    lanes: parseLanes(raw["lanes"]),
    transcript_lines: parseCount(raw, "transcript_lines", USUAL_LINES, MOST_LINES),
    people: parseSwitch(raw, "people"),
    keywords: parseTexts(raw["keywords"], "keywords") ?? [],
    muted: parseSwitch(raw, "muted"),
    open_panel: typeof panel === "string" ? panel : parseSwitch(raw, "open_panel"),
  };
}

function parseCameras(raw: Raw): readonly string[] {
  const given = parseTexts(raw["cameras"] ?? raw["camera"] ?? raw["entity"], "cameras") ?? [];
  if (given.length === 0 || given.some((id) => !id.startsWith("camera."))) throw new Error(t("card.config.cameras"));
  return given;
}

function parseView(value: unknown): View {
  if (value == null) return "live";
  const found = VIEWS.find((view) => view === value);
  if (found === undefined) throw new Error(t("card.config.one_of", { option: "view", values: VIEWS.join(", ") }));
  return found;
}

function parseLanes(value: unknown): readonly LaneName[] {
  const known = Object.keys(LANE_OF);
  const given = parseTexts(value, "lanes") ?? known;
  const found = given.map((name) => LANE_OF[name]);
  if (found.length === 0 || !found.every((lane) => lane !== undefined)) {
    throw new Error(t("card.config.one_of", { option: "lanes", values: known.join(", ") }));
  }
  return found;
}

function parseCount(raw: Raw, option: string, usual: number, most: number): number {
  const value = raw[option] ?? usual;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > most) {
    throw new Error(t("card.config.count", { option, most }));
  }
  return value;
}

function parseSwitch(raw: Raw, option: string): boolean {
  const value = raw[option] ?? true;
  if (typeof value !== "boolean") throw new Error(t("card.config.switch", { option }));
  return value;
}

function parseTexts(value: unknown, option: string): readonly string[] | null {
  if (value == null) return null;
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!given.every((one) => typeof one === "string")) throw new Error(t("card.config.texts", { option }));
  return given;
}

/** A whole configuration: the visual editor shows what is left out of one as turned off. */
function whole(ids: readonly string[], view: View): Raw {
  return {
    type: `custom:${TYPE}`,
    cameras: ids,
    view,
    hours: USUAL_HOURS,
    lanes: Object.keys(LANE_OF),
    transcript_lines: USUAL_LINES,
    people: true,
    muted: true,
    open_panel: true,
  };
}

/** What the card is in the picker before anything is chosen. */
export function stub(hass: Pick<Hass, "entities">): Raw {
  return whole(cameras(hass).slice(0, 1), "live");
}

interface Suggestion {
  config: Raw;
}

/** Suggest the card for a camera of ours, and for what belongs to one; null for all else. */
export function suggest(hass: Pick<Hass, "entities">, entityId: string): Suggestion | null {
  const entry = hass.entities[entityId];
  if (entry?.platform !== PLATFORM) return null;
  const isCamera = entityId.startsWith("camera.");
  const camera = isCamera ? entityId : siblings(hass, entityId)["camera.camera"];
  if (camera === undefined) return null;
  const view: View = isCamera ? "live" : entry.translation_key === "last_transcript" ? "transcript" : "timeline";
  return { config: whole([camera], view) };
}

/** How many rows of a dashboard a view wants. */
export const ROWS: Readonly<Record<View, number>> = { live: 6, timeline: 10, transcript: 8 };
