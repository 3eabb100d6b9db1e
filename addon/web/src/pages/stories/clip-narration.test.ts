import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { App } from "../../app/app";
import { ApiError } from "../../api/errors";
import type { Narration, Problem } from "../../api/generated";
import "./clip-narration";
import type { ClipNarration } from "./clip-narration";
import type { Clip } from "./edit-list";

const CLIP: Clip = {
  id: "a",
  camera_id: "door",
  start_ms: 10_000,
  end_ms: 12_000,
  sound: [],
  muted: false,
  narration: "It rings.",
};

function told(part: Partial<Narration>): Narration {
  return { id: "n1", state: "wanted", text: "It rings.", failure: null, length_ms: 0, ...part };
}

let answers: (Narration | Error)[] = [];
const asked = vi.fn();

function app(): App {
  const call = (route: string, options: unknown): Promise<Narration> => {
    asked(route, options);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? told({}));
  };
  return { api: { call, url: () => "sound.wav" } } as unknown as App;
}

async function put(clip: Clip = CLIP, editable = true): Promise<ClipNarration> {
  const element = Object.assign(document.createElement("wf-clip-narration"), { app: app(), clip, editable });
  document.body.append(element);
  await element.updateComplete;
  return element;
}

async function settled(element: ClipNarration, ms = 0): Promise<ShadowRoot> {
  await vi.advanceTimersByTimeAsync(ms);
  await element.updateComplete;
  if (element.shadowRoot === null) throw new Error("it shows nothing");
  return element.shadowRoot;
}

async function speak(element: ClipNarration): Promise<ShadowRoot> {
  element.shadowRoot?.querySelector("button")?.click();
  return settled(element);
}

beforeEach(() => {
  vi.useFakeTimers();
  answers = [];
  asked.mockClear();
});

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

describe("the narration of a clip", () => {
  it("is told as it is typed, and when that is over", async () => {
    const element = await put();
    const heard: unknown[] = [];
    element.addEventListener("narrate", (event) => heard.push((event as CustomEvent<string>).detail));
    element.addEventListener("settle", () => heard.push("settled"));
    const field = element.shadowRoot?.querySelector("textarea");
    if (field == null) throw new Error("there is no field");
    expect([field.value, field.maxLength]).toEqual(["It rings.", 500]);
    field.value = "It rings twice.";
    field.dispatchEvent(new Event("input"));
    field.dispatchEvent(new Event("change"));
    expect(heard).toEqual(["It rings twice.", "settled"]);
    expect(element.shadowRoot?.querySelector(".count")?.textContent).toBe("9 of 500");
  });

  it("can be heard once it was spoken, and says what is held", async () => {
    const element = await put();
    answers = [told({}), told({}), told({ state: "ready", length_ms: 3500 })];
    let shown = await speak(element);
    expect(shown.querySelector("[role=status]")?.textContent).toContain("is asked to speak");
    expect(shown.querySelector("button")?.disabled).toBe(true);
    shown = await settled(element, 2000);
    expect(shown.querySelector("audio")?.getAttribute("src")).toBe("sound.wav");
    expect(shown.querySelector("[role=status]")?.textContent).toMatch(/takes 0:03\.5\. The last picture.* 0:01\.5/);
    await settled(element, 5000);
    expect(asked.mock.calls.map(([route]) => (route as string).split(" ")[0])).toEqual(["POST", "GET", "GET"]);
    answers = [told({})];
    await speak(element);
    expect(asked).toHaveBeenLastCalledWith("POST /api/narrations", { body: { text: "It rings.", again: true } });
  });

  it("is as long as its clip or shorter: nothing is held", async () => {
    const element = await put();
    answers = [told({ state: "ready", length_ms: 2000 })];
    const shown = await speak(element);
    expect(shown.querySelector("audio")).not.toBeNull();
    expect(shown.textContent).not.toContain("last picture");
  });

  it.each([
    ["no_engine", "no text-to-speech entity"],
    ["failed", "its log tells why"],
    ["unusable", "Shorten the text"],
    ["unknown", "Try again"],
  ] as const)("that nobody can speak (%s) names the fix", async (failure, fix) => {
    const element = await put();
    answers = [told({}), told({ state: "failed", failure })];
    await speak(element);
    const shown = await settled(element, 1000);
    expect(shown.querySelector(".failed")?.textContent).toContain(fix);
    expect(shown.querySelector("button")?.disabled).toBe(false);
  });

  it("that nobody speaks for long says what to check, and goes on waiting", async () => {
    const element = await put();
    await speak(element);
    let shown = await settled(element, 30_000);
    expect(shown.querySelector("[role=status]")?.textContent).toContain("Check that Home Assistant is connected");
    answers = [told({ state: "ready" })];
    shown = await settled(element, 1000);
    expect(shown.querySelector("audio")).not.toBeNull();
  });

  it("shows why the server refuses", async () => {
    const element = await put();
    answers = [new ApiError(503, { code: "disk_full", message: "free some space" } as Problem)];
    const shown = await speak(element);
    expect(shown.querySelector("wf-problem")).not.toBeNull();
  });

  it("forgets what was spoken once its text is another one, and looks no more when it is gone", async () => {
    const element = await put();
    answers = [told({ state: "ready", length_ms: 1000 })];
    await speak(element);
    element.clip = { ...CLIP, end_ms: 13_000 };
    expect((await settled(element)).querySelector("audio")).not.toBeNull();
    element.clip = { ...CLIP, narration: "It rings twice." };
    expect((await settled(element)).querySelector("audio")).toBeNull();
    answers = [told({})];
    await speak(element);
    const count = asked.mock.calls.length;
    element.remove();
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked.mock.calls.length).toBe(count);
  });

  it("is read by who may only look, and an empty one is not spoken", async () => {
    const looked = await put(CLIP, false);
    expect(looked.shadowRoot?.querySelector("textarea")?.readOnly).toBe(true);
    expect(looked.shadowRoot?.querySelector("button")).toBeNull();
    const empty = await put({ ...CLIP, narration: "  " });
    expect(empty.shadowRoot?.querySelector("button")?.disabled).toBe(true);
  });
});
