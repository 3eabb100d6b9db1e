import { language } from ".";

/** How a reader has times written, as far as that is another way than the language's and the device's. */
export interface Clock {
  timeZone?: string;
  hour12?: boolean;
}

let clockOf: Clock = {};
const formats = new Map<string, Intl.DateTimeFormat>();

/** Write times in another way from now on. */
export function setClock(how: Clock): void {
  clockOf = how;
  formats.clear();
}

function dates(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language()} ${name}`;
  let found = formats.get(key);
  if (found === undefined) formats.set(key, (found = new Intl.DateTimeFormat(language(), { ...options, ...clockOf })));
  return found;
}

/** 07:41:18, or what that is where the reader lives. */
export function clock(ms: number): string {
  return dates("clock", { timeStyle: "medium" }).format(ms);
}

/** 07:41 */
export function hourMinute(ms: number): string {
  return dates("minute", { timeStyle: "short" }).format(ms);
}

/** Thu 19 Nov */
export function day(ms: number): string {
  return dates("day", { weekday: "short", day: "numeric", month: "short" }).format(ms);
}

/** 19 November 2026, 07:41:18 */
export function instant(ms: number): string {
  return dates("instant", { dateStyle: "long", timeStyle: "medium" }).format(ms);
}

const UNITS: readonly [unit: string, seconds: number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** 3 minutes, 2 hours: a duration by its largest unit. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? ["second", 1];
  const style: Intl.NumberFormatOptions = { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 };
  return new Intl.NumberFormat(language(), style).format(seconds / size);
}

/** 42 % */
export function percent(share: number): string {
  return new Intl.NumberFormat(language(), { style: "percent", maximumFractionDigits: 0 }).format(share);
}
