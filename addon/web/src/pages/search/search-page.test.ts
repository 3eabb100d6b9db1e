import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ApiError, OfflineError } from "../../api/errors";
import type { Line, LinePage, Me, Problem } from "../../api/generated";
import type { App } from "../../app/app";
import type { Place } from "../../router";
import { Store } from "../../state/store";
import "./search-page";
import type { SearchHit } from "./search-hit";
import type { SearchPage } from "./search-page";

const EVIL = "<img src=x onerror=alert(1)>";

function line(id: number, more: Partial<Line> = {}): Line {
  const text = `the key number ${id}`;
  return {
    id,
    camera_id: "door",
    start_ms: 1_000_000 + id * 1000,
    end_ms: 1_000_900 + id * 1000,
    instants_ms: [],
    text,
    highlights: [4, 7],
    language: "en",
    speaker: null,
    speaker_id: null,
    confidence: 0.8,
    ...more,
  } as Line;
}

function page(lines: readonly Line[], more: Partial<LinePage> = {}): LinePage {
  return { lines: [...lines], context: [], cursor: null, backlog_s: 0, ...more };
}

type Search = (
  route: string,
  options: { body: { text: string; camera_ids: string[]; cursor: string | null } },
) => Promise<LinePage>;
const call = vi.fn<Search>();
const go = vi.fn();

function appOf(role: Me["role"] = "control", camera = "Door", person = "Ann"): App {
  const named = (id: string, name: string): object => {
    const found = { id, name };
    const store = new Store({ value: [found], error: null });
    return Object.assign(store, { find: (wanted: string) => (wanted === id ? found : null), want: () => undefined });
  };
  return {
    api: { call, url: () => "picture.jpg" },
    cameras: named("door", camera),
    people: named("ann", person),
    me: new Store({ role }),
    router: { go },
    toasts: { done: vi.fn(), failed: vi.fn() },
  } as unknown as App;
}

function placeOf(query: string): Place {
  return { entry: null, path: "search", params: {}, query: new URLSearchParams(query) };
}

function put(query = "", app = appOf()): SearchPage {
  const element = Object.assign(document.createElement("wf-search-page"), { app, place: placeOf(query) });
  document.body.append(element);
  return element;
}

/** Let answers come, and everything be drawn. */
async function settle(element: SearchPage, ms = 2000): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await element.updateComplete;
  await Promise.all(hits(element).map((hit) => hit.updateComplete));
}

function root(element: Element | undefined): ShadowRoot {
  if (element?.shadowRoot == null) throw new Error("nothing is drawn");
  return element.shadowRoot;
}

function hits(element: SearchPage): SearchHit[] {
  return [...root(element).querySelectorAll("wf-search-hit")];
}

function field(element: SearchPage): HTMLInputElement {
  const found = root(element).querySelector("input");
  if (found === null) throw new Error("there is no field");
  return found;
}

function status(element: SearchPage): string {
  return root(element).querySelector("[role=status]")?.textContent.trim() ?? "";
}

function press(target: Element | undefined, key: string): void {
  target?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true }));
}

beforeEach(() => {
  vi.useFakeTimers();
  call.mockReset();
  go.mockReset();
});
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

it("the address is looked for at once, and what is typed and chosen goes there", async () => {
  call.mockResolvedValue(page([line(1)]));
  const search = put("q=key&camera=door");
  await settle(search);
  expect(field(search).value).toBe("key");
  expect(call.mock.calls[0]?.[1].body).toMatchObject({ text: "key", camera_ids: ["door"] });

  field(search).value = "gate";
  field(search).dispatchEvent(new Event("input"));
  expect(go).toHaveBeenLastCalledWith("search?q=gate&camera=door", { replace: true });
  expect(call).toHaveBeenCalledOnce(); // somebody may go on typing
  await settle(search);
  expect(call.mock.calls[1]?.[1].body.text).toBe("gate");
  root(search)
    .querySelector("wf-search-filters")
    ?.dispatchEvent(new CustomEvent("changed", { detail: { camera: "" } }));
  expect(go).toHaveBeenLastCalledWith("search?q=gate", { replace: true });

  search.place = placeOf("q=back"); // the browser went back
  await settle(search);
  expect(field(search).value).toBe("back");
  expect(call.mock.lastCall?.[1].body).toMatchObject({ text: "back", camera_ids: [] });
});

it("says what it does, how much there is, and loads more", async () => {
  call.mockResolvedValueOnce(page([line(2), line(1)], { cursor: "next" })).mockResolvedValueOnce(page([line(0)]));
  const search = put();
  await search.updateComplete;
  expect(status(search)).toBe("Looking …");
  expect(root(search).querySelector(".hits")?.getAttribute("aria-busy")).toBe("true");
  await settle(search);
  expect(status(search)).toBe("The first 2 lines");
  root(search).querySelector<HTMLElement>(".more")?.click();
  await settle(search);
  expect(hits(search)).toHaveLength(3);
  expect(status(search)).toBe("3 lines");
  expect(root(search).querySelector(".more")).toBeNull();
});

it("tells what cannot be found yet", async () => {
  call.mockResolvedValueOnce(page([line(1)], { backlog_s: 3 * 3600 })).mockResolvedValue(page([], { backlog_s: 30 }));
  const search = put();
  await settle(search);
  expect(root(search).querySelector(".backlog")?.textContent).toContain("3 hours of speech");
  field(search).dispatchEvent(new Event("input"));
  await settle(search);
  expect(root(search).querySelector(".backlog")).toBeNull();
});

it("nothing that was found, nothing that was said, and a failure are told apart", async () => {
  const heading = (search: SearchPage): string | null => root(search).querySelector("wf-notice")?.heading ?? null;
  call.mockResolvedValue(page([]));
  const narrow = put("q=nothing");
  await settle(narrow);
  expect(heading(narrow)).toBe("Nothing was found");
  root(narrow).querySelector<HTMLElement>("wf-notice button")?.click();
  expect(go).toHaveBeenLastCalledWith("search", { replace: true });
  await settle(narrow);
  expect(heading(narrow)).toBe("Nothing was transcribed yet");

  call.mockRejectedValueOnce(new OfflineError(null)).mockResolvedValue(page([line(1)]));
  const failing = put("q=key");
  await settle(failing);
  expect(heading(failing)).toBe("The search failed");
  root(failing).querySelector<HTMLElement>("wf-notice button")?.click();
  await settle(failing);
  expect(hits(failing)).toHaveLength(1);

  // What is known stays beside the reason why there is nothing newer.
  call.mockRejectedValueOnce(new ApiError(422, { message: "close the quote" } as Problem));
  field(failing).value = '"key';
  field(failing).dispatchEvent(new Event("input"));
  await settle(failing);
  expect(hits(failing)).toHaveLength(1);
  expect(root(failing).querySelector("[role=alert]")?.textContent).toBe("close the quote");
});

it("keys go from the words through the hits and back, and play", async () => {
  call.mockResolvedValue(page([line(3), line(2), line(1)]));
  const search = put();
  await settle(search);
  let at = -2;
  for (const [index, hit] of hits(search).entries()) vi.spyOn(hit, "focus").mockImplementation(() => (at = index));
  vi.spyOn(field(search), "focus").mockImplementation(() => (at = -1));
  press(field(search), "ArrowDown");
  expect(at).toBe(0);
  for (const [key, to] of [
    ["End", 2],
    ["ArrowDown", 2],
    ["ArrowUp", 1],
    ["Home", 0],
  ] as const) {
    press(hits(search)[at], key);
    expect(at).toBe(to);
    await settle(search);
    const reachable = hits(search).map((hit) => root(hit).querySelector("button")?.tabIndex);
    expect(reachable.indexOf(0)).toBe(to);
  }
  press(hits(search)[0], "ArrowUp");
  expect(at).toBe(-1);
  root(search)
    .querySelector("form")
    ?.dispatchEvent(new Event("submit", { cancelable: true }));
  await search.updateComplete;
  const player = root(search).querySelector("wf-moment-player");
  expect(player?.moment).toEqual({ camera_id: "door", at_ms: line(3).start_ms - 1000 });
  player?.dispatchEvent(new CustomEvent("closed"));
  await settle(search);
  expect(at).toBe(0);
});

it("what was found is marked, and names and words are only ever text", async () => {
  call.mockResolvedValue(page([line(1, { text: `${EVIL} key`, highlights: [29, 32], speaker: "ann" })]));
  const search = put("", appOf("control", EVIL, EVIL));
  await settle(search);
  const [hit] = hits(search);
  const drawn = root(hit);
  expect(drawn.querySelector("mark")?.textContent).toBe("key");
  expect(drawn.querySelector(".text")?.textContent).toBe(`${EVIL} key`);
  expect([...drawn.querySelectorAll("bdi")].map((name) => name.textContent)).toEqual([EVIL, EVIL]);
  expect([...drawn.querySelectorAll("img")].map((image) => image.getAttribute("src"))).toEqual(["picture.jpg"]);
  const actions = root(search).querySelector("wf-hit-actions");
  expect(actions?.shadowRoot?.querySelectorAll("img")).toHaveLength(0);
  expect(actions?.shadowRoot?.querySelector("button")?.getAttribute("aria-label")).toContain(EVIL);
  expect(root(search).querySelector("wf-search-filters")?.shadowRoot?.querySelectorAll("img")).toHaveLength(0);
});

it("who may only look can copy a link, and nothing else", async () => {
  call.mockResolvedValue(page([line(1)]));
  const labels = async (role: Me["role"]): Promise<(string | null)[]> => {
    const search = put("", appOf(role));
    await settle(search);
    const actions = root(search).querySelector("wf-hit-actions")?.shadowRoot;
    return [...(actions?.querySelectorAll("button") ?? [])].map((button) => button.title);
  };
  expect(await labels("view")).toEqual(["Copy link"]);
  expect(await labels("control")).toEqual(["Make a clip of it", "Add to a story", "Copy link"]);
});
