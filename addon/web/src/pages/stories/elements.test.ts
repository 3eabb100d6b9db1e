import { afterEach, expect, it, vi } from "vitest";
import type { App } from "../../app/app";
import { ApiError } from "../../api/errors";
import type { Line, Problem, Story } from "../../api/generated";
import { Store } from "../../state/store";
import "./add-clip";
import { appended } from "./add-to-story";
import "./clip-strip";
import "./clip-transcript";
import "./clip-trim";
import type { Clip } from "./edit-list";
import type { StoryApi } from "./story-api";

const CLIP: Clip = {
  id: "a",
  camera_id: "door",
  start_ms: 10_000,
  end_ms: 20_000,
  sound: [],
  muted: false,
  narration: "",
};
const CLIPS = [CLIP, { ...CLIP, id: "b", muted: true }, { ...CLIP, id: "c", camera_id: "gone" }];
const LINES = [
  {
    id: 1,
    start_ms: 10_000,
    end_ms: 11_000,
    text: "Who is",
    language: "en",
    words: [
      { text: "Who", start_ms: 10_000, end_ms: 10_300, confidence: null },
      { text: "is", start_ms: 10_400, end_ms: 11_000, confidence: null },
    ],
  },
] as Line[];

const app = {
  api: { url: () => "picture.jpg" },
  cameras: Object.assign(new Store(null), { find: (id: string) => (id === "door" ? { id, name: "Door" } : null) }),
} as unknown as App;

afterEach(() => document.body.replaceChildren());

async function put<Tag extends "wf-add-clip" | "wf-clip-strip" | "wf-clip-trim" | "wf-clip-words">(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]>,
): Promise<HTMLElementTagNameMap[Tag]> {
  const element = Object.assign(document.createElement(tag), properties);
  document.body.append(element);
  await element.updateComplete;
  return element;
}

function hear(element: Element, kind: string): ReturnType<typeof vi.fn> {
  const heard = vi.fn();
  element.addEventListener(kind, (event) => {
    heard((event as CustomEvent<unknown>).detail);
  });
  return heard;
}

function find(host: Element, selector: string): HTMLElement {
  const found = host.shadowRoot?.querySelector<HTMLElement>(selector);
  if (found == null) throw new Error(`${selector} is not there`);
  return found;
}

it("a clip can be added as soon as the cameras are known, even if the dialog is open before", async () => {
  const cameras = new Store<{ value: { id: string; name: string }[] | null }>({ value: null });
  const find = (id: string): unknown => cameras.get().value?.find((camera) => camera.id === id) ?? null;
  const days = { call: () => Promise.resolve({ days: [] }), url: () => "picture.jpg" };
  const later = { api: days, cameras: Object.assign(cameras, { find }) } as unknown as App;
  const dialog = await put("wf-add-clip", { app: later, near: CLIP, open: true });
  expect(dialog.shadowRoot?.querySelector("form")).toBeNull();
  cameras.set({ value: [{ id: "door", name: "Door" }] });
  await dialog.updateComplete;
  expect(dialog.shadowRoot?.querySelector("form")?.textContent).toContain("Door");
});

it("the row of clips says what each is, and what lacks", async () => {
  const troubles = new Map([["b", "Recording lacks"]]);
  const strip = await put("wf-clip-strip", { app, clips: CLIPS, selected: "b", troubles });
  const texts = [...(strip.shadowRoot?.querySelectorAll("button") ?? [])].map((button) => button.textContent);
  expect(texts.map((text) => /Door|Removed camera/.exec(text)?.[0])).toEqual(["Door", "Door", "Removed camera"]);
  expect(texts[1]).toMatch(/Recording lacks.*Without sound/s);
  expect(find(strip, "[aria-current]").tabIndex).toBe(0);
  const chosen = hear(strip, "select");
  find(strip, "li:last-child button").click();
  expect(chosen).toHaveBeenCalledExactlyOnceWith("c");
});

it("an edge goes by words, by tenths with Alt, and to a time that is typed", async () => {
  const trim = await put("wf-clip-trim", { clip: CLIP, lines: LINES, positionMs: 10_500, editable: true });
  const heard = hear(trim, "trim");
  const handle = find(trim, ".handle.start");
  handle.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
  handle.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", altKey: true }));
  handle.dispatchEvent(new KeyboardEvent("keydown", { key: "x" }));
  trim.putHere("end", false);
  const field = find(trim, ".edge:last-of-type input") as HTMLInputElement;
  field.value = "no time";
  field.dispatchEvent(new Event("change"));
  field.value = field.defaultValue = "00:00:01.5";
  field.dispatchEvent(new Event("change"));
  const told = heard.mock.calls.map(([detail]) => detail as { edge: string; toMs: number });
  expect(told.slice(0, 3)).toEqual([
    { edge: "start", toMs: 10_400, gesture: null },
    { edge: "start", toMs: 10_100, gesture: null },
    { edge: "end", toMs: 11_000, gesture: null },
  ]);
  expect(told).toHaveLength(4);
});

it("what is typed stays while the picture moves", async () => {
  const trim = await put("wf-clip-trim", { clip: CLIP, lines: LINES, positionMs: 10_500, editable: true });
  const field = find(trim, "input") as HTMLInputElement;
  field.value = "12:";
  trim.positionMs = 10_600;
  await trim.updateComplete;
  expect(field.value).toBe("12:");
});

it("who may only look can move nothing", async () => {
  const trim = await put("wf-clip-trim", { clip: CLIP, lines: LINES, positionMs: 10_500 });
  const heard = hear(trim, "trim");
  find(trim, ".handle.start").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
  expect(heard).not.toHaveBeenCalled();
  expect(trim.shadowRoot?.querySelectorAll("button:not([disabled]), input:not([disabled])")).toHaveLength(0);
});

it("a word is shown by a click, and cut to with Shift", async () => {
  const words = await put("wf-clip-words", { clip: CLIP, lines: LINES, positionMs: 10_500, editable: true });
  const [seek, trim] = [hear(words, "seek"), hear(words, "trim")];
  expect(find(words, ".said").textContent.trim()).toBe("is");
  find(words, "button:nth-of-type(2)").click();
  find(words, "button:nth-of-type(2)").dispatchEvent(new MouseEvent("click", { shiftKey: true }));
  expect(seek).toHaveBeenCalledExactlyOnceWith(10_400);
  expect(trim).toHaveBeenCalledExactlyOnceWith({ edge: "start", toMs: 10_400, gesture: null });
});

it("a clip is added to what somebody else makes of a story meanwhile, unless it does not fit", async () => {
  const story: Story = {
    id: "s",
    title: "Visit",
    captions: "none",
    blur: null,
    clips: [],
    version: 1,
    created_ms: 0,
    updated_ms: 0,
  };
  const versions = [1, 2];
  const api = {
    get: vi.fn(() => Promise.resolve({ ...story, version: versions.shift() ?? 2 })),
    save: vi.fn((_: string, list: Story, version: number) =>
      version === 1 ? Promise.reject(new ApiError(409, {} as Problem)) : Promise.resolve({ ...story, ...list }),
    ),
  } as unknown as StoryApi;
  const range = { camera_id: "door", start_ms: 0, end_ms: 1000 };
  await expect(appended(api, "s", range)).resolves.toMatchObject({ story: { clips: [range] } });
  expect(api.get).toHaveBeenCalledTimes(2);
  await expect(appended(api, "s", { ...range, end_ms: 10 })).rejects.toThrow("does not fit");
});
