import type { Gap } from "../../api/generated";
import { EMPTY, fillDensity, type DayLanes, type Lane } from "./lanes";
import { lengthMs, pxOf, ticks, type Span } from "./view";

export const AXIS_PX = 24;
export const LANE_PX = 34;
const LANE_GAP_PX = 6;
const LABEL_PX = 78;
const LABEL_GAP_PX = 8;

/** Which lanes there are, top down, by the names of their colours. */
export const LANES = ["recorded", "motion", "speech", "visits"] as const;
export type LaneName = (typeof LANES)[number];

/** Return how high so many lanes are, with the axis. */
export function heightPx(lanes: number): number {
  return AXIS_PX + lanes * (LANE_PX + LANE_GAP_PX);
}

export interface Palette {
  recorded: string;
  motion: string;
  speech: string;
  visits: string;
  text: string;
  line: string;
  track: string;
}

export interface Scene {
  lanes: DayLanes;
  /** Which of the lanes are drawn, top down. */
  shown: readonly LaneName[];
  gaps: readonly Gap[];
  view: Span;
  day: Span;
  nowMs: number;
  label: (atMs: number, stepMs: number) => string;
}

export function laneTop(index: number): number {
  return AXIS_PX + index * (LANE_PX + LANE_GAP_PX);
}

/** Draw a day. `widthPx` is in CSS pixels; the context is scaled already. */
export function paintLanes(context: CanvasRenderingContext2D, widthPx: number, scene: Scene, palette: Palette): void {
  context.clearRect(0, 0, widthPx, heightPx(scene.shown.length));
  paintAxis(context, widthPx, scene, palette);
  const columns = new Float32Array(widthPx);
  for (const [index, name] of scene.shown.entries()) {
    const top = laneTop(index);
    context.fillStyle = palette.track;
    context.fillRect(0, top, widthPx, LANE_PX);
    context.fillStyle = palette[name];
    paintLane(context, scene.lanes[name] ?? EMPTY, scene.view, columns, top, name === "recorded");
  }
  paintGaps(context, widthPx, scene, palette);
}

/** A column's height tells how dense it is, by square root: a busy day stays readable, a single word is seen. */
function paintLane(
  context: CanvasRenderingContext2D,
  lane: Lane,
  view: Span,
  columns: Float32Array,
  top: number,
  isSolid: boolean,
): void {
  fillDensity(lane, view, columns);
  let begin = 0;
  let height = 0;
  for (let column = 0; column <= columns.length; column++) {
    const share = columns[column] ?? 0;
    const next = share === 0 ? 0 : isSolid ? LANE_PX : Math.max(4, Math.round(Math.sqrt(share) * LANE_PX));
    if (next === height && column < columns.length) continue;
    if (height > 0) context.fillRect(begin, top + LANE_PX - height, column - begin, height);
    begin = column;
    height = next;
  }
}

function paintAxis(context: CanvasRenderingContext2D, widthPx: number, scene: Scene, palette: Palette): void {
  const { stepMs, atMs } = ticks(scene.view, scene.day, Math.max(2, Math.floor(widthPx / LABEL_PX)));
  context.font = "12px system-ui, sans-serif";
  context.textBaseline = "middle";
  let freePx = 0;
  for (const at of atMs) {
    const x = pxOf(at, scene.view, widthPx);
    context.fillStyle = palette.line;
    context.fillRect(x, AXIS_PX - 5, 1, heightPx(scene.shown.length));
    context.fillStyle = palette.text;
    const text = scene.label(at, stepMs);
    const width = context.measureText(text).width;
    const left = Math.min(Math.max(0, x - width / 2), widthPx - width);
    if (left < freePx) continue;
    context.fillText(text, left, AXIS_PX / 2 - 2);
    freePx = left + width + LABEL_GAP_PX;
  }
}

/** Hatch what is missing over all lanes: nothing could be heard or seen then. */
function paintGaps(context: CanvasRenderingContext2D, widthPx: number, scene: Scene, palette: Palette): void {
  const hatching = hatch(context, palette.text);
  if (hatching === null) return;
  const perMs = widthPx / lengthMs(scene.view);
  context.fillStyle = hatching;
  const height = heightPx(scene.shown.length) - AXIS_PX;
  for (const gap of scene.gaps) {
    const from = Math.max(0, Math.round((gap.start_ms - scene.view.startMs) * perMs));
    const until = Math.min(gap.end_ms ?? scene.nowMs, scene.nowMs);
    const to = Math.min(widthPx, Math.round((until - scene.view.startMs) * perMs));
    if (to > 0 && from < widthPx) context.fillRect(from, AXIS_PX, Math.max(1, to - from), height);
  }
}

let hatched: { colour: string; pattern: CanvasPattern | null } | null = null;

function hatch(context: CanvasRenderingContext2D, colour: string): CanvasPattern | null {
  if (hatched?.colour !== colour) hatched = { colour, pattern: makeHatch(context, colour) };
  return hatched.pattern;
}

function makeHatch(context: CanvasRenderingContext2D, colour: string): CanvasPattern | null {
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const drawing = tile.getContext("2d");
  if (drawing === null) return null;
  drawing.strokeStyle = colour;
  drawing.globalAlpha = 0.35;
  drawing.lineWidth = 1.5;
  drawing.beginPath();
  for (const shift of [-8, 0, 8]) {
    drawing.moveTo(shift, 8);
    drawing.lineTo(shift + 8, 0);
  }
  drawing.stroke();
  return context.createPattern(tile, "repeat");
}
