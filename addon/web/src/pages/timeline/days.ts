import type { RecordingDay } from "../../api/generated";
import type { Span } from "./view";

/** A calendar day of the reader: `2026-11-26`. */
export type Day = string;

/** The time zone that days are counted in. */
export function timeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function dayOf(ms: number): Day {
  const date = new Date(ms);
  return text(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

/** Return the instants between which a day lies; 23 to 25 hours. */
export function boundsOf(day: Day): Span {
  const [year, month, date] = parts(day);
  return { startMs: new Date(year, month - 1, date).getTime(), endMs: new Date(year, month - 1, date + 1).getTime() };
}

export function addDays(day: Day, days: number): Day {
  const [year, month, date] = parts(day);
  return dayOf(new Date(year, month - 1, date + days, 12).getTime());
}

/** Return a day that an address names, if it is one. */
export function parseDay(given: string | null): Day | null {
  if (given === null || !/^\d{4}-\d{2}-\d{2}$/.test(given)) return null;
  return dayOf(boundsOf(given).startMs) === given ? given : null;
}

/** Return the weeks of the month that a day lies in; days of other months are null. `firstWeekday`: 0 is Sunday. */
export function weeksOf(day: Day, firstWeekday: number): (Day | null)[][] {
  const [year, month] = parts(day);
  const lead = (new Date(year, month - 1, 1).getDay() - firstWeekday + 7) % 7;
  const count = new Date(year, month, 0).getDate();
  const cells = Array.from({ length: Math.ceil((lead + count) / 7) * 7 }, (_, index) => {
    const date = index - lead + 1;
    return date >= 1 && date <= count ? text(year, month, date) : null;
  });
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

function parts(day: Day): [number, number, number] {
  return day.split("-").map(Number) as [number, number, number];
}

function text(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

const dates = new WeakMap<readonly RecordingDay[], ReadonlySet<Day>>();
const NO_DATES: ReadonlySet<Day> = new Set();

/** Return the days with footage: the same set for the same days, lest a calendar be drawn with each frame of a zoom. */
export function datesOf(days: readonly RecordingDay[] | null): ReadonlySet<Day> {
  if (days === null) return NO_DATES;
  const found = dates.get(days) ?? new Set(days.map(({ date }) => date));
  dates.set(days, found);
  return found;
}
