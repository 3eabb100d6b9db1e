import { render, type TemplateResult } from "lit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Camera } from "../../api/generated";
import { t } from "../../i18n";
import { edited, type Clip, type Edit, type EditList } from "./edit-list";
import { soundOptions, storyOptions } from "./story-options";

const CLIP: Clip = {
  id: "a",
  camera_id: "door",
  start_ms: 10_000,
  end_ms: 20_000,
  sound: [],
  muted: false,
  narration: "",
};
const CAMERAS = [
  { id: "door", name: "Door" },
  { id: "yard", name: "Yard" },
] as Camera[];

let list: EditList;

beforeEach(() => {
  list = { title: "Visit", captions: "none", blur: null, clips: [CLIP] };
});

afterEach(() => document.body.replaceChildren());

/** Show controls of the list as it is, and again after each edit that they tell. */
function show(controls: (told: (edit: Edit) => void) => TemplateResult): void {
  const told = (edit: Edit): void => {
    list = edited(list, edit);
    draw();
  };
  const place = document.createElement("div");
  const draw = (): void => void render(controls(told), place);
  document.body.append(place);
  draw();
}

function field(label: string): HTMLSelectElement {
  const labels = [...document.querySelectorAll("label")];
  const found = labels.find((each) => each.textContent.trim().startsWith(label))?.querySelector("select");
  if (found == null) throw new Error(`${label} is not there`);
  return found;
}

function choose(label: string, value: string): void {
  const select = field(label);
  select.value = value;
  select.dispatchEvent(new Event("change"));
}

function boxes(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
}

describe("what is chosen for a story", () => {
  beforeEach(() => {
    show((told) => storyOptions(list, false, told));
  });

  it("blurs faces of unknown people, of all, or none", () => {
    choose(t("story.blur"), "unknown");
    expect(list.blur).toBe("unknown");
    choose(t("story.blur"), "all");
    expect(list.blur).toBe("all");
    choose(t("story.blur"), "none");
    expect(list.blur).toBeNull();
  });

  it("is shown as it is after steps back, too", () => {
    for (const value of ["all", "unknown"]) choose(t("story.blur"), value);
    list = { ...list, blur: "all" };
    choose(t("story.captions"), "soft");
    expect(field(t("story.blur")).value).toBe("all");
  });

  it("adds captions, and leaves the rest as it was", () => {
    choose(t("story.blur"), "all");
    choose(t("story.captions"), "burned_in");
    expect(list).toEqual({ title: "Visit", captions: "burned_in", blur: "all", clips: [CLIP] });
  });
});

describe("what is chosen for a clip's sound", () => {
  const controls = (told: (edit: Edit) => void): TemplateResult =>
    soundOptions(list.clips[0] ?? CLIP, CAMERAS, false, told);

  it("mixes what several cameras heard, one of them at least", () => {
    show(controls);
    expect(boxes()).toHaveLength(0);
    choose(t("story.sound"), "mixed");
    expect(boxes().map(({ checked, disabled }) => [checked, disabled])).toEqual([
      [true, true],
      [false, false],
    ]);
    boxes()[1]?.click();
    expect(list.clips).toEqual([{ ...CLIP, sound: ["door", "yard"] }]);
    expect(boxes().map(({ checked, disabled }) => [checked, disabled])).toEqual([
      [true, false],
      [true, false],
    ]);
    boxes()[0]?.click();
    expect(list.clips).toEqual([{ ...CLIP, sound: ["yard"] }]);
  });

  it("keeps which cameras are mixed while it is muted, and forgets them for its own", () => {
    list = { ...list, clips: [{ ...CLIP, sound: ["door", "yard"] }] };
    show(controls);
    choose(t("story.sound"), "none");
    expect(list.clips).toEqual([{ ...CLIP, sound: ["door", "yard"], muted: true }]);
    choose(t("story.sound"), "mixed");
    expect(list.clips).toEqual([{ ...CLIP, sound: ["door", "yard"] }]);
    choose(t("story.sound"), "own");
    expect(list.clips).toEqual([CLIP]);
  });
});

it("nothing can be chosen by who may only look", () => {
  show((told) => storyOptions(list, true, told));
  expect(document.querySelector("fieldset")?.disabled).toBe(true);
});
