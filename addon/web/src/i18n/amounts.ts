import { language } from ".";

const UNITS: readonly [unit: string, bytes: number][] = [
  ["terabyte", 1e12],
  ["gigabyte", 1e9],
  ["megabyte", 1e6],
  ["kilobyte", 1e3],
];

/** 31 GB, 1.4 TB: an amount of data by its largest unit. */
export function bytes(amount: number): string {
  const [unit, size] = UNITS.find(([, each]) => amount >= each) ?? ["byte", 1];
  return inUnit(amount / size, unit, "short", size === 1 ? 0 : 1);
}

/** 12 days; less than ten with a decimal. */
export function days(amount: number): string {
  return inUnit(amount, "day", "long", amount < 10 ? 1 : 0);
}

/** 15 with so many decimals at most. */
export function decimal(value: number, most = 1): string {
  return new Intl.NumberFormat(language(), { maximumFractionDigits: most }).format(value);
}

function inUnit(value: number, unit: string, unitDisplay: "short" | "long", decimals: number): string {
  const most = value >= 100 ? 0 : decimals;
  return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay, maximumFractionDigits: most }).format(
    value,
  );
}
