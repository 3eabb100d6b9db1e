import { t } from "../i18n";
import { LANE_OF, VIEWS } from "./config";
import { PLATFORM } from "./hass";

const OPTIONS = [
  "cameras",
  "view",
  "hours",
  "lanes",
  "transcript_lines",
  "people",
  "keywords",
  "muted",
  "open_panel",
] as const;
type Option = (typeof OPTIONS)[number];

interface Field {
  readonly name: Option;
  readonly required?: boolean;
  readonly selector: Readonly<Record<string, unknown>>;
}

export interface Form {
  readonly schema: readonly Field[];
  computeLabel(field: Field): string;
  computeHelper(field: Field): string;
  assertConfig(config: Readonly<Record<string, unknown>>): void;
}

/** The visual editor, which Home Assistant draws. */
export function configForm(): Form {
  return {
    schema: OPTIONS.map((name) => ({ name, required: name === "cameras", selector: selectorOf(name) })),
    computeLabel: ({ name }) => t(`card.option.${name}.label`),
    computeHelper: ({ name }) => t(`card.option.${name}.help`),
    assertConfig: (config) => {
      // What the form cannot show is left to the code editor.
      const { camera, entity, open_panel } = config;
      if (camera !== undefined || entity !== undefined || typeof open_panel === "string") {
        throw new Error(t("card.config.by_hand"));
      }
    },
  };
}

function selectorOf(name: Option): Field["selector"] {
  switch (name) {
    case "cameras":
      return { entity: { multiple: true, filter: [{ domain: "camera", integration: PLATFORM }] } };
    case "view":
      return {
        select: { mode: "dropdown", options: VIEWS.map((value) => ({ value, label: t(`card.view.${value}`) })) },
      };
    case "hours":
      return { number: { min: 1, max: 168, mode: "box", unit_of_measurement: "h" } };
    case "lanes": {
      const options = Object.entries(LANE_OF).map(([value, lane]) => ({ value, label: t(`timeline.lane.${lane}`) }));
      return { select: { multiple: true, mode: "list", options } };
    }
    case "transcript_lines":
      return { number: { min: 1, max: 500, mode: "box" } };
    case "keywords":
      return { text: { multiple: true } };
    default:
      return { boolean: {} };
  }
}
