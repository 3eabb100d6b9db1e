import { describe, expect, it } from "vitest";
import type { Area } from "./areas";
import { areasOf, fieldsOf, flawOf, newArea, shifted, withCorner, withCornerAfter, withoutCorner } from "./areas";

const area = (corners: readonly (readonly [number, number])[], name = "Step"): Area => ({
  kind: "zone",
  name,
  points: corners.map(([x, y]) => ({ x, y })),
});
const SQUARE = area([
  [0.2, 0.2],
  [0.8, 0.2],
  [0.8, 0.8],
  [0.2, 0.8],
]);

describe("an area", () => {
  it("stays in the picture, corner by corner and as a whole", () => {
    expect(withCorner(SQUARE, 0, { x: -1, y: 0.33333333 }).points[0]).toEqual({ x: 0, y: 0.3333 });
    expect(withCorner(SQUARE, 9, { x: 0, y: 0 })).toBe(SQUARE);
    expect(shifted(SQUARE, 5, -0.1).points).toEqual([
      { x: 0.4, y: 0.1 },
      { x: 1, y: 0.1 },
      { x: 1, y: 0.7 },
      { x: 0.4, y: 0.7 },
    ]);
  });

  it("gains corners between two, the last and the first too, and keeps three", () => {
    expect(withCornerAfter(SQUARE, 3).points[4]).toEqual({ x: 0.2, y: 0.5 });
    const triangle = withoutCorner(SQUARE, 1);
    expect(triangle.points).toHaveLength(3);
    expect(withoutCorner(triangle, 0)).toBe(triangle);
  });

  it("keeps corners that lie on one side", () => {
    const dense = withCornerAfter(withCornerAfter(withCornerAfter(SQUARE, 0), 0), 0);
    expect(flawOf([dense], 0)).toBeNull();
  });
});

describe("a flaw", () => {
  const crossing = area([
    [0.2, 0.2],
    [0.8, 0.8],
    [0.8, 0.2],
    [0.2, 0.8],
  ]);
  const flat = area([
    [0.2, 0.2],
    [0.5, 0.2],
    [0.8, 0.2],
  ]);
  it.each([
    ["none", [SQUARE], null],
    ["crossing", [crossing], "crossing"],
    ["flat", [flat], "flat"],
    ["nameless", [{ ...SQUARE, name: " " }], "nameless"],
    ["a mask needs no name", [newArea("mask", "")], null],
  ])("%s", (_, areas, flaw) => {
    expect(flawOf(areas, 0)).toBe(flaw);
  });

  it("is a name that another zone has", () => {
    const areas = [SQUARE, { ...SQUARE, name: "STEP " }];
    expect([flawOf(areas, 0), flawOf(areas, 1)]).toEqual(["same_name", "same_name"]);
  });
});

it("areas come back as they were given", () => {
  const options = { zones: [{ name: "a", points: [...SQUARE.points] }], masks: [{ points: [...SQUARE.points] }] };
  expect(fieldsOf(areasOf({ ...options, least_face_px: 60 }))).toEqual(options);
});
