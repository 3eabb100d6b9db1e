import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clock } from "../../i18n/format";
import { LaneCanvas } from "./lane-canvas";
import { EMPTY } from "./lanes";
import type { Span } from "./view";

const DAY: Span = { startMs: 0, endMs: 100_000 };
const LEFT_PX = 100;
/** One pixel is 20 ms of this view. */
const VIEW: Span = { startMs: 40_000, endMs: 60_000 };

let canvas: LaneCanvas;
let surface: HTMLElement;
const seeks = vi.fn<(atMs: number) => void>();
const picture = vi.fn<(atMs: number) => string | null>();

beforeEach(async () => {
  vi.useFakeTimers();
  seeks.mockReset();
  picture.mockReset().mockImplementation((atMs) => (atMs < 60_000 ? `at-${String(atMs)}.jpg` : null));
  const lanes = { recorded: EMPTY, motion: null, speech: EMPTY, visits: EMPTY };
  canvas = Object.assign(new LaneCanvas(), { lanes, view: VIEW, day: DAY, picture });
  canvas.addEventListener("view", (event) => (canvas.view = (event as CustomEvent<Span>).detail));
  canvas.addEventListener("seek", (event) => seeks((event as CustomEvent<number>).detail));
  document.body.append(canvas);
  await canvas.updateComplete;
  surface = canvas.shadowRoot?.querySelector<HTMLElement>(".surface") ?? document.body;
  vi.spyOn(surface, "getBoundingClientRect").mockReturnValue(new DOMRect(LEFT_PX, 0, 1000, 80));
});

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

function point(kind: string, px: number, more: PointerEventInit = {}): void {
  surface.dispatchEvent(new PointerEvent(`pointer${kind}`, { clientX: LEFT_PX + px, button: 0, ...more }));
}

function touch(kind: string, pointerId: number, px: number): void {
  point(kind, px, { pointerId, pointerType: "touch" });
}

function turn(px: number, by: WheelEventInit, held: { shiftKey?: boolean; ctrlKey?: boolean } = {}): WheelEvent {
  const event = new WheelEvent("wheel", { cancelable: true, ...by });
  // The DOM of tests knows of a wheel only how far it was turned.
  Object.assign(event, { clientX: LEFT_PX + px, ...held });
  surface.dispatchEvent(event);
  return event;
}

function instantAt(px: number): number {
  return canvas.view.startMs + (px / 1000) * (canvas.view.endMs - canvas.view.startMs);
}

describe("fingers on the lanes", () => {
  it("zoom, and what was under each stays there", () => {
    touch("down", 1, 400);
    touch("down", 2, 600);
    touch("move", 1, 200);
    touch("move", 2, 700);
    expect(canvas.view.endMs - canvas.view.startMs).toBeCloseTo(8000);
    expect(instantAt(200)).toBeCloseTo(48_000);
    expect(instantAt(700)).toBeCloseTo(52_000);
    touch("up", 2, 700);
    touch("up", 1, 200);
    expect(seeks).not.toHaveBeenCalled();
  });

  it("pan if there is one, also one that is left of two", () => {
    touch("down", 1, 500);
    touch("move", 1, 400);
    expect(canvas.view).toEqual({ startMs: 42_000, endMs: 62_000 });
    touch("down", 2, 600);
    touch("up", 1, 400);
    touch("move", 2, 650);
    expect(canvas.view).toEqual({ startMs: 41_000, endMs: 61_000 });
    touch("up", 2, 650);
    touch("move", 2, 900);
    expect(canvas.view).toEqual({ startMs: 41_000, endMs: 61_000 });
    expect(seeks).not.toHaveBeenCalled();
  });

  it("show an instant by a tap, even if it trembles; one that is taken away does nothing", () => {
    touch("down", 1, 250);
    touch("move", 1, 252);
    touch("up", 1, 250);
    expect(seeks).toHaveBeenCalledExactlyOnceWith(45_000);
    touch("down", 1, 250);
    touch("cancel", 1, 250);
    touch("up", 1, 250);
    expect(seeks).toHaveBeenCalledOnce();
    expect(canvas.view).toEqual(VIEW);
  });
});

describe("the wheel on the lanes", () => {
  it("zooms around the pointer", () => {
    expect(turn(250, { deltaY: -600 }).defaultPrevented).toBe(true);
    expect(canvas.view).toEqual({ startMs: 42_500, endMs: 52_500 });
    turn(250, { deltaY: 600 });
    expect(canvas.view).toEqual(VIEW);
  });

  it("pans sideways, and with Shift", () => {
    turn(250, { deltaX: 100, deltaY: 10 });
    expect(canvas.view).toEqual({ startMs: 42_000, endMs: 62_000 });
    turn(250, { deltaY: -50 }, { shiftKey: true });
    expect(canvas.view).toEqual({ startMs: 41_000, endMs: 61_000 });
  });

  it("is the page's inside of another one, unless Ctrl is held", () => {
    canvas.embedded = true;
    expect(turn(250, { deltaY: -600 }).defaultPrevented).toBe(false);
    expect(canvas.view).toEqual(VIEW);
    expect(turn(250, { deltaY: -600 }, { ctrlKey: true }).defaultPrevented).toBe(true);
    expect(canvas.view).not.toEqual(VIEW);
  });
});

describe("a mouse above the lanes", () => {
  async function shown(): Promise<{ picture: string | null; time: string } | null> {
    await vi.advanceTimersByTimeAsync(200);
    await canvas.updateComplete;
    const figure = canvas.shadowRoot?.querySelector("figure");
    if (figure == null) return null;
    return { picture: figure.querySelector("img")?.getAttribute("src") ?? null, time: figure.textContent.trim() };
  }

  it("shows a picture of the instant it rests on until it leaves", async () => {
    point("move", 300, { pointerType: "mouse" });
    point("move", 500, { pointerType: "mouse" });
    expect(await shown()).toEqual({ picture: "at-50000.jpg", time: clock(50_000) });
    expect(picture).toHaveBeenCalledExactlyOnceWith(50_000);
    point("move", 1000, { pointerType: "mouse" });
    expect(await shown()).toEqual({ picture: null, time: clock(60_000) });
    point("leave", 1010, { pointerType: "mouse" });
    expect(await shown()).toBeNull();
  });

  it("asks for nothing once it has left, nor does a finger", async () => {
    point("move", 300, { pointerType: "mouse" });
    point("leave", 300, { pointerType: "mouse" });
    touch("move", 1, 300);
    expect(await shown()).toBeNull();
    expect(picture).not.toHaveBeenCalled();
  });
});
