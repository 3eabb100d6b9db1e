import type { ScheduleSlot } from "../api/generated";
import { language } from "../i18n";

const DAY_MINUTES = 1440;
/** A Monday. */
const MONDAY_MS = Date.UTC(2026, 0, 5);
const WORKDAY: ScheduleSlot = { weekdays: [0, 1, 2, 3, 4, 5, 6], start_minute: 480, end_minute: 1200 };

/** Return the slots with one more. */
export function withSlot(slots: readonly ScheduleSlot[]): ScheduleSlot[] {
  return [...slots, WORKDAY];
}

/** Return the slots with a day put into one of them, or taken out; a slot keeps at least one day. */
export function withDay(slots: readonly ScheduleSlot[], index: number, day: number): ScheduleSlot[] {
  const slot = slots[index];
  if (slot === undefined) return [...slots];
  const weekdays = slot.weekdays.includes(day)
    ? slot.weekdays.filter((other) => other !== day)
    : [...slot.weekdays, day].sort((one, other) => one - other);
  return weekdays.length === 0 ? [...slots] : slots.with(index, { ...slot, weekdays });
}

/** Return the slots with the beginning or the end of one moved; a text that is no time changes nothing. */
export function withTime(
  slots: readonly ScheduleSlot[],
  index: number,
  edge: "start_minute" | "end_minute",
  text: string,
): ScheduleSlot[] {
  const slot = slots[index];
  const minute = minuteOf(text);
  return slot === undefined || minute === null ? [...slots] : slots.with(index, { ...slot, [edge]: minute });
}

/** 07:30 → 450; null if that is no time of the day. */
export function minuteOf(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})/.exec(text);
  if (match === null) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return minute < DAY_MINUTES ? minute : null;
}

/** 450 → 07:30, as fields for times want it; 24:00 is 00:00 of the next day. */
export function timeOf(minute: number): string {
  const within = minute % DAY_MINUTES;
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
}

/** Mon, or Monday: the name of a weekday, 0 being Monday. */
export function weekday(day: number, style: "short" | "long"): string {
  const format = new Intl.DateTimeFormat(language(), { weekday: style, timeZone: "UTC" });
  return format.format(MONDAY_MS + day * DAY_MINUTES * 60_000);
}

/** Whether a slot ends on the day after it begins. */
export function endsNextDay({ start_minute, end_minute }: ScheduleSlot): boolean {
  return end_minute <= start_minute;
}
