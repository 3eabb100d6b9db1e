import { describe, expect, it } from "vitest";
import { endsNextDay, minuteOf, timeOf, weekday, withDay, withSlot, withTime } from "./week";

const NIGHT = { weekdays: [0, 4], start_minute: 1320, end_minute: 360 };

describe("a stretch of the week", () => {
  it("gains and loses days, in their order, but never the last one", () => {
    expect(withDay([NIGHT], 0, 2)[0]?.weekdays).toEqual([0, 2, 4]);
    expect(withDay([NIGHT], 0, 4)[0]?.weekdays).toEqual([0]);
    expect(withDay([{ ...NIGHT, weekdays: [0] }], 0, 0)[0]?.weekdays).toEqual([0]);
  });

  it("takes times, and leaves itself alone for what is none", () => {
    expect(withTime([NIGHT], 0, "end_minute", "07:30")[0]?.end_minute).toBe(450);
    expect(withTime([NIGHT], 0, "end_minute", "")).toEqual([NIGHT]);
  });

  it("may end on the next day", () => {
    expect(endsNextDay(NIGHT)).toBe(true);
    expect(withSlot([]).map(endsNextDay)).toEqual([false]);
  });
});

it.each([
  ["00:00", 0],
  ["23:59", 1439],
  ["07:30:15", 450],
])("%s is minute %i", (text, minute) => {
  expect(minuteOf(text)).toBe(minute);
  expect(timeOf(minute)).toBe(text.slice(0, 5));
});

it("24:00 is shown as midnight, and weeks begin on Monday", () => {
  expect(timeOf(1440)).toBe("00:00");
  expect(minuteOf("24:00")).toBeNull();
  expect([weekday(0, "long"), weekday(6, "short")]).toEqual(["Monday", "Sun"]);
});
