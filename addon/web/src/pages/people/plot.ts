/** One histogram as the outline of an area, and what is said of it. */
export interface Curve {
  path: string;
  /** The middle of the step that most scores are in, 0 to 1; null without any score. */
  peak: number | null;
}

/** Return a histogram of scores from 0 to 1 as an area of this size, its highest step as high as the whole. */
export function curve(counts: readonly number[], width: number, height: number): Curve {
  const most = Math.max(0, ...counts);
  if (most === 0) return { path: "", peak: null };
  const step = width / counts.length;
  const points = counts.map((count, index) => {
    const y = height - (count / most) * height;
    return `L${rounded(index * step)} ${rounded(y)}L${rounded((index + 1) * step)} ${rounded(y)}`;
  });
  const path = `M0 ${height}${points.join("")}L${rounded(width)} ${height}Z`;
  return { path, peak: (counts.indexOf(most) + 0.5) / counts.length };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
