/** A share with its Wilson interval (95 %). */
export interface Proportion {
  readonly hits: number;
  readonly n: number;
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const Z = 1.959964;

export function proportion(hits: number, n: number): Proportion {
  if (n === 0) return { hits, n, rate: null, low: null, high: null };
  const rate = hits / n;
  const spread = 1 + (Z * Z) / n;
  const middle = (rate + (Z * Z) / (2 * n)) / spread;
  const half = (Z / spread) * Math.sqrt((rate * (1 - rate)) / n + (Z * Z) / (4 * n * n));
  return { hits, n, rate, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

export function share<T>(list: readonly T[], holds: (one: T) => boolean): Proportion {
  return proportion(list.filter(holds).length, list.length);
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function quantile(values: readonly number[], at: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? null;
}

/** Expected calibration error over equal-count bins of the top probability; at most ten bins. */
export function calibrationError(cases: readonly { readonly sure: number; readonly right: boolean }[]): number | null {
  if (cases.length === 0) return null;
  return binsOf(cases).reduce((sum, { n, sure, right }) => sum + (n / cases.length) * Math.abs(sure - right), 0);
}

export interface Bin {
  readonly n: number;
  readonly sure: number;
  readonly right: number;
}

/** Cases by certainty in at most ten bins of equal count: what was said, and how often it held. */
export function binsOf(cases: readonly { readonly sure: number; readonly right: boolean }[]): Bin[] {
  const sorted = [...cases].sort((a, b) => a.sure - b.sure);
  const count = Math.min(10, sorted.length);
  return Array.from({ length: count }, (_, bin) => {
    const inside = sorted.slice(
      Math.floor((bin * sorted.length) / count),
      Math.floor(((bin + 1) * sorted.length) / count),
    );
    return {
      n: inside.length,
      sure: mean(inside.map(({ sure }) => sure)) ?? 0,
      right: mean(inside.map(({ right }) => (right ? 1 : 0))) ?? 0,
    };
  });
}

/** Of the surest cases first, the share that is wrong, when only so large a part of all is answered. */
export function riskCoverage(
  cases: readonly { readonly sure: number; readonly right: boolean }[],
): { readonly coverage: number; readonly risk: number }[] {
  const sorted = [...cases].sort((a, b) => b.sure - a.sure);
  return [0.25, 0.5, 0.75, 0.9, 1].map((coverage) => {
    const answered = sorted.slice(0, Math.max(1, Math.round(sorted.length * coverage)));
    return { coverage, risk: mean(answered.map(({ right }) => (right ? 0 : 1))) ?? 0 };
  });
}

/** The most that a rate may be with 95 % certainty, one-sided (Clopper–Pearson for none, Wilson else). */
export function upperBound({ hits, n }: Pick<Proportion, 'hits' | 'n'>): number | null {
  if (n === 0) return null;
  if (hits === 0) return 1 - 0.05 ** (1 / n);
  const z = 1.644854;
  const rate = hits / n;
  const spread = 1 + (z * z) / n;
  return (rate + (z * z) / (2 * n) + z * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n))) / spread;
}
