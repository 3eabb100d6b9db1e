/** The beginnings of the names of sentences. */
export type Beginnings = readonly string[];

const MOMENT: Beginnings = [
  "moment.",
  "timeline.pause",
  "timeline.play",
  "search.unnamed",
  "search.gone",
  "live.picture_of",
];
const KEEPING: Beginnings = [
  "stories.add",
  "stories.cancel",
  "stories.open",
  "stories.title",
  "select.link",
  "select.copied",
  "select.not_copied",
];
const EXPORT: Beginnings = ["export.", "gap.", "moment.gone_camera"];

/** Which sentences are fetched together: those of the shell first, those of a page with the page. */
export const PARTS = {
  shell: [
    "dialog.",
    "errors.",
    "failure.",
    "jobs.",
    "leave.",
    "loading",
    "login.",
    "missing.",
    "nav.",
    "offline.",
    "toast.",
  ],
  live: ["live.", "camera.", "cameras.add_first"],
  timeline: [
    "timeline.",
    "keys.",
    "select.",
    "protect.",
    "problem.",
    "live.",
    "stories.",
    "cameras.add_first",
    ...EXPORT,
  ],
  search: ["search.", "problem.", "cameras.add_first", "speakers.numbered", ...MOMENT, ...EXPORT, ...KEEPING],
  people: [
    "people.",
    "problem.",
    "person.",
    "review.",
    "groups.",
    "outliers.",
    "calibration.",
    "journal.",
    "import.",
    "folder.",
    "split.",
    "merge.",
    "forget.",
    "upload.",
    "voice_lines.",
    "speakers.play_line",
    ...MOMENT,
  ],
  speakers: ["speakers.", "groups.", ...MOMENT],
  stories: ["stories.", "story.", "timeline.", "gap.", "problem.", "search.", "live.none", ...MOMENT],
  cameras: [
    "cameras.",
    "camera.",
    "add.",
    "find.",
    "frigate.",
    "stream.",
    "forecast.",
    "edit.",
    "areas.",
    "tuner.",
    "week.",
    "problem.",
    "person.play",
    "live.",
    ...MOMENT,
  ],
  rules: ["rules.", "week.", "problem.", "edit.save"],
  system: ["system.", "model_upload.", "forecast.", "problem.", "edit.cancel", "live.none"],
} as const satisfies Readonly<Record<string, Beginnings>>;

export type Part = keyof typeof PARTS;

/** What of them the dashboard card has. */
export const CARD_SENTENCES: Beginnings = ["card.", "gap.", "loading", "timeline."];
