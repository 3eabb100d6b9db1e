const HEX = /^#([\da-f]{3,8})$/i;
const RGB = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i;

/** Whether a colour (#rgb, #rrggbb, rgb()) is dark, by its relative luminance; what is not understood is light. */
export function isDark(colour: string): boolean {
  const parts = channels(colour.trim());
  if (parts === null) return false;
  const [red, green, blue] = parts.map((part) => linear(part / 255)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.179;
}

function linear(share: number): number {
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function channels(colour: string): number[] | null {
  const rgb = RGB.exec(colour);
  if (rgb !== null) return rgb.slice(1, 4).map(Number);
  const digits = HEX.exec(colour)?.[1];
  if (digits === undefined) return null;
  const width = digits.length < 6 ? 1 : 2;
  return [0, 1, 2].map((index) => {
    const part = digits.slice(index * width, (index + 1) * width);
    return parseInt(width === 1 ? part + part : part, 16);
  });
}
