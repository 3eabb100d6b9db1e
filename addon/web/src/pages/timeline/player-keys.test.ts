import { afterEach, expect, it, vi } from "vitest";
import type { App } from "../../app/app";
import type { Camera } from "../../api/generated";
import type { Place } from "../../router";
import { Store } from "../../state/store";
import { boundsOf, dayOf } from "./days";
import { TimelinePage } from "./timeline-page";

const FRAMES_PER_S = 20;
const CAMERA = { id: "c", name: "Door", status: { stream: { frames_per_s: FRAMES_PER_S } } } as unknown as Camera;
const { startMs } = boundsOf(dayOf(Date.UTC(2026, 0, 15, 12)));
const PLAYLIST = `#EXTM3U
#EXT-X-PROGRAM-DATE-TIME:${new Date(startMs).toISOString()}
#EXTINF:60.000,
seg/1.mp4
#EXT-X-ENDLIST`;

afterEach(() => {
  document.body.replaceChildren();
});

function answer(route: string): unknown {
  const nothing = { after_ms: [], lasts_ms: [] };
  const recorded = { after_ms: [0], lasts_ms: [60_000] };
  if (!route.endsWith("/lanes")) return { gaps: [], days: [], lines: [], cursor: null };
  return { start_ms: startMs, recorded, motion: null, speech: nothing, visits: nothing };
}

const app = {
  api: { call: (route: string) => Promise.resolve(answer(route)), url: () => "day.m3u8" },
  events: { on: () => () => undefined },
  cameras: Object.assign(new Store({ value: [CAMERA], error: null }), { find: () => CAMERA }),
  theme: new Store(0),
  people: Object.assign(new Store({ value: [], error: null }), { want: () => undefined }),
  router: { go: () => undefined },
} as unknown as App;

/** A day of the past, shown ten seconds after its beginning by a browser that plays playlists itself. */
/** The player of playlists is fetched first. */
const PATIENT = { timeout: 20_000 };

vi.setConfig({ testTimeout: 60_000 });

async function opened(): Promise<{ page: TimelinePage; video: HTMLVideoElement }> {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(PLAYLIST)));
  vi.spyOn(HTMLMediaElement.prototype, "canPlayType").mockReturnValue("maybe");
  const place = { params: {}, query: new URLSearchParams({ at: String(startMs + 10_000) }) } as unknown as Place;
  const page = Object.assign(new TimelinePage(), { app, place });
  document.body.append(page);
  const video = await vi.waitFor(() => {
    const found = page.shadowRoot?.querySelector("wf-recording")?.shadowRoot?.querySelector("video");
    if (found == null || found.src === "") throw new Error("nothing is loaded");
    return found;
  }, PATIENT);
  video.dispatchEvent(new Event("loadedmetadata"));
  expect(video.currentTime).toBe(10);
  return { page, video };
}

function press(key: string): void {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
}

it("the keys of frames show the next and the previous one, and pause", async () => {
  const { page, video } = await opened();
  await video.play();
  press(".");
  expect(video.paused).toBe(true);
  expect(video.currentTime).toBeCloseTo(10 + 1 / FRAMES_PER_S);
  press(",");
  press(",");
  expect(video.currentTime).toBeCloseTo(10 - 1 / FRAMES_PER_S);
  video.dispatchEvent(new Event("seeking"));
  await page.updateComplete;
  expect(page.shadowRoot?.querySelector("wf-playback-bar")?.positionMs).toBe(startMs + 9950);
});

it("the keys of speed make it play faster and slower, and the bar says so", async () => {
  const { page, video } = await opened();
  const speeds = async (key: string): Promise<readonly [played: number, said: string | undefined]> => {
    press(key);
    await page.updateComplete;
    const bar = page.shadowRoot?.querySelector("wf-playback-bar");
    await bar?.updateComplete;
    return [video.playbackRate, bar?.shadowRoot?.querySelector("select")?.value];
  };
  expect(await speeds(">")).toEqual([2, "2"]);
  expect(await speeds("<")).toEqual([1, "1"]);
  expect(await speeds("<")).toEqual([0.5, "0.5"]);
  expect(await speeds("<")).toEqual([0.5, "0.5"]);
  const select = page.shadowRoot?.querySelector("wf-playback-bar")?.shadowRoot?.querySelector("select");
  if (select == null) throw new Error("there is no choice of speeds");
  select.value = "2";
  select.dispatchEvent(new Event("change"));
  expect(await speeds("<")).toEqual([1, "1"]);
  expect(await speeds(">")).toEqual([2, "2"]);
});
