import type { FaceOptions, Point } from "../../api/generated";

/** A polygon on the picture: a zone that visits are named by, or a mask that nothing is looked for in. */
export interface Area {
  kind: "zone" | "mask";
  /** Empty for masks. */
  name: string;
  points: readonly Point[];
}

/** Why an area cannot be kept. */
export type Flaw = "few" | "crossing" | "flat" | "nameless" | "same_name";

export const MOST_AREAS = 20;
export const MOST_CORNERS = 50;
const FEWEST_CORNERS = 3;
const LEAST_SURFACE = 1e-5;
/** Places are kept to a ten-thousandth: finer than a pixel of any camera. */
const GRAIN = 10_000;

export function areasOf({ zones, masks }: FaceOptions): Area[] {
  return [
    ...zones.map(({ name, points }): Area => ({ kind: "zone", name, points })),
    ...masks.map(({ points }): Area => ({ kind: "mask", name: "", points })),
  ];
}

/** Return the areas as the server takes them. */
export function fieldsOf(areas: readonly Area[]): Pick<FaceOptions, "zones" | "masks"> {
  const points = (area: Area): Point[] => area.points.map(({ x, y }) => ({ x, y }));
  return {
    zones: areas
      .filter(({ kind }) => kind === "zone")
      .map((area) => ({ name: area.name.trim(), points: points(area) })),
    masks: areas.filter(({ kind }) => kind === "mask").map((area) => ({ points: points(area) })),
  };
}

/** Return a new area: a rectangle in the middle, to be pulled into its shape. */
export function newArea(kind: Area["kind"], name: string): Area {
  const corners = [
    [0.35, 0.35],
    [0.65, 0.35],
    [0.65, 0.65],
    [0.35, 0.65],
  ] as const;
  return { kind, name: kind === "mask" ? "" : name, points: corners.map(([x, y]) => ({ x, y })) };
}

/** Return a place inside the picture, in whole grains. */
export function clamped({ x, y }: Point): Point {
  const part = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * GRAIN) / GRAIN;
  return { x: part(x), y: part(y) };
}

export function withCorner(area: Area, index: number, to: Point): Area {
  return index in area.points ? { ...area, points: area.points.with(index, clamped(to)) } : area;
}

/** Return the area with another corner in the middle of the side that begins at a corner. */
export function withCornerAfter(area: Area, index: number): Area {
  if (area.points.length >= MOST_CORNERS) return area;
  return { ...area, points: area.points.toSpliced(index + 1, 0, middleAfter(area, index)) };
}

/** Return the area without a corner; it keeps three. */
export function withoutCorner(area: Area, index: number): Area {
  return area.points.length <= FEWEST_CORNERS ? area : { ...area, points: area.points.toSpliced(index, 1) };
}

/** Return the middle of the side that begins at a corner. */
export function middleAfter({ points }: Area, index: number): Point {
  const from = points[index] ?? { x: 0, y: 0 };
  const to = points[(index + 1) % points.length] ?? from;
  return clamped({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });
}

/** Return the area moved as a whole, as far as the picture reaches. */
export function shifted(area: Area, dx: number, dy: number): Area {
  const reach = (values: number[], wanted: number): number =>
    Math.min(1 - Math.max(...values), Math.max(-Math.min(...values), wanted));
  const x = reach(
    area.points.map((point) => point.x),
    dx,
  );
  const y = reach(
    area.points.map((point) => point.y),
    dy,
  );
  return { ...area, points: area.points.map((point) => clamped({ x: point.x + x, y: point.y + y })) };
}

/** Return why the area at an index cannot be kept, null if it can. */
export function flawOf(areas: readonly Area[], index: number): Flaw | null {
  const area = areas[index];
  if (area === undefined) return null;
  if (area.points.length < FEWEST_CORNERS) return "few";
  if (crosses(area.points)) return "crossing";
  if (surface(area.points) < LEAST_SURFACE) return "flat";
  return area.kind === "mask" ? null : nameFlaw(areas, index, area.name);
}

function nameFlaw(areas: readonly Area[], index: number, name: string): Flaw | null {
  const folded = (text: string): string => text.trim().toLowerCase();
  if (folded(name) === "") return "nameless";
  const isTaken = areas.some(
    (other, at) => at !== index && other.kind === "zone" && folded(other.name) === folded(name),
  );
  return isTaken ? "same_name" : null;
}

function surface(points: readonly Point[]): number {
  const doubled = points.reduce((sum, point, index) => {
    const next = points[(index + 1) % points.length] ?? point;
    return sum + point.x * next.y - next.x * point.y;
  }, 0);
  return Math.abs(doubled) / 2;
}

function crosses(points: readonly Point[]): boolean {
  const sides = points.map((point, index) => [point, points[(index + 1) % points.length] ?? point] as const);
  return sides.some(([from, to], one) =>
    sides.some(([other, end], two) => {
      const areNeighbours = Math.abs(one - two) <= 1 || Math.abs(one - two) === sides.length - 1;
      return !areNeighbours && meet(from, to, other, end);
    }),
  );
}

function meet(a: Point, b: Point, c: Point, d: Point): boolean {
  const [first, second, third, fourth] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (first * second < 0 && third * fourth < 0) return true;
  return (
    (first === 0 && within(a, b, c)) ||
    (second === 0 && within(a, b, d)) ||
    (third === 0 && within(c, d, a)) ||
    (fourth === 0 && within(c, d, b))
  );
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

function within(start: Point, end: Point, { x, y }: Point): boolean {
  const isAcross = Math.min(start.x, end.x) <= x && x <= Math.max(start.x, end.x);
  return isAcross && Math.min(start.y, end.y) <= y && y <= Math.max(start.y, end.y);
}
