const DAY_MS = 86_400_000;

/** 07:41:18.2: the time of day of an instant, to be typed over. */
export function clockField(ms: number): string {
  const date = new Date(Math.round(ms / 100) * 100);
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0"));
  return `${parts.join(":")}.${Math.floor(date.getMilliseconds() / 100)}`;
}

/** Return the instant of a time of day that was typed, the nearest to another one; null if that is no time. */
export function parseClock(text: string, nearMs: number): number | null {
  const match = /^\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?\s*$/.exec(text);
  if (match === null) return null;
  const [hours = 0, minutes = 0, seconds = 0] = match.slice(1, 4).map((part) => Number(part || 0));
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const date = new Date(nearMs);
  date.setHours(hours, minutes, seconds, Number((match[4] ?? "").padEnd(3, "0")));
  const same = date.getTime();
  const found = [same - DAY_MS, same, same + DAY_MS];
  return found.reduce((best, each) => (Math.abs(each - nearMs) < Math.abs(best - nearMs) ? each : best), same);
}
