/** 1:04, 1:02:03: a length of a story, rounded to seconds; with a decimal where that is wanted. */
export function length(ms: number, { tenths = false } = {}): string {
  const unit = tenths ? 100 : 1000;
  const units = Math.round(Math.max(0, ms) / unit);
  const seconds = Math.floor((units * unit) / 1000);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(seconds / 3600);
  const text = hours > 0 ? `${hours}:${parts.join(":")}` : parts.join(":").replace(/^0/, "");
  return tenths ? `${text}.${units % 10}` : text;
}
