import { afterEach, expect, it, vi } from "vitest";
import type { App } from "../../app/app";
import type { Camera } from "../../api/generated";
import type { Place } from "../../router";
import { Store } from "../../state/store";
import { boundsOf, dayOf } from "./days";
import { TimelinePage } from "./timeline-page";

const CAMERA = { id: "c", name: "Door", status: null } as unknown as Camera;
const NOTHING = { after_ms: [], lasts_ms: [] };
const { startMs } = boundsOf(dayOf(Date.now()));

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

/** A server that recorded so many milliseconds from the beginning of the day on, and counts how often it is asked. */
class Recorder {
  lastsMs = 0;
  asked = 0;
  readonly app: App;

  constructor() {
    const call = vi.fn((route: string) => Promise.resolve(this.answer(route)));
    const list = Object.assign(new Store({ value: [CAMERA], error: null }), { find: () => CAMERA });
    this.app = {
      api: { call, url: () => "data:," },
      events: { on: () => () => undefined },
      cameras: list,
      theme: new Store(0),
      people: Object.assign(new Store({ value: [], error: null }), { want: () => undefined }),
      router: { go: vi.fn() },
    } as unknown as App;
  }

  private answer(route: string): unknown {
    if (route.endsWith("/gaps")) return { gaps: [] };
    if (route.endsWith("/days")) return { days: [] };
    if (!route.endsWith("/lanes")) return { lines: [], cursor: null };
    this.asked++;
    const recorded = this.lastsMs === 0 ? NOTHING : { after_ms: [0], lasts_ms: [this.lastsMs] };
    return { start_ms: startMs, recorded, motion: null, speech: NOTHING, visits: NOTHING };
  }
}

async function opened(recorder: Recorder, query = ""): Promise<TimelinePage> {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval", "performance"] });
  vi.setSystemTime(startMs + 60_000);
  const place = { params: {}, query: new URLSearchParams(query) } as unknown as Place;
  const page = Object.assign(new TimelinePage(), { app: recorder.app, place });
  document.body.append(page);
  await vi.waitFor(() => {
    expect(recorder.asked).toBeGreaterThan(0);
  });
  await vi.waitFor(() => {
    expect(cover(page)).not.toBe("");
  });
  return page;
}

function cover(page: TimelinePage): string {
  const recording = page.shadowRoot?.querySelector("wf-recording");
  return recording?.shadowRoot?.querySelector(".cover")?.textContent.trim() ?? "";
}

function shown(page: TimelinePage): number | null {
  return page.shadowRoot?.querySelector("wf-recording")?.positionMs ?? null;
}

it("shows the first footage of a day once there is any", async () => {
  const recorder = new Recorder();
  const page = await opened(recorder);
  expect(shown(page)).toBeNull();
  recorder.lastsMs = 5000;
  vi.advanceTimersByTime(10_000);
  await vi.waitFor(() => {
    expect(shown(page)).toBe(startMs);
  });
});

it("shows an instant that was not recorded yet once it is", async () => {
  const recorder = new Recorder();
  recorder.lastsMs = 5000;
  const page = await opened(recorder, `at=${String(startMs + 20_000)}`);
  expect(cover(page)).not.toBe("");
  recorder.lastsMs = 30_000;
  vi.advanceTimersByTime(10_000);
  await vi.waitFor(() => {
    expect(page.shadowRoot?.querySelector("wf-recording")?.missing).toBeNull();
  });
  expect(shown(page)).toBe(startMs + 20_000);
});

it("is without sound by a key, and with it by the button", async () => {
  const recorder = new Recorder();
  recorder.lastsMs = 5000;
  const page = await opened(recorder, `at=${String(startMs + 20_000)}`);
  const video = (): HTMLVideoElement | null | undefined =>
    page.shadowRoot?.querySelector("wf-recording")?.shadowRoot?.querySelector("video");
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "m", bubbles: true, composed: true }));
  await vi.waitFor(() => {
    expect(video()?.muted).toBe(true);
  });
  const bar = page.shadowRoot?.querySelector("wf-playback-bar");
  bar?.shadowRoot?.querySelector<HTMLElement>('[aria-label="Without sound"]')?.click();
  await vi.waitFor(() => {
    expect(video()?.muted).toBe(false);
  });
});
