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
  const sorted = [...cases].sort((a, b) => a.sure - b.sure);
  const bins = Math.min(10, sorted.length);
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * sorted.length) / bins);
    const inside = sorted.slice(from, Math.floor(((bin + 1) * sorted.length) / bins));
    const sure = mean(inside.map(({ sure }) => sure)) ?? 0;
    const right = mean(inside.map(({ right }) => (right ? 1 : 0))) ?? 0;
    error += (inside.length / sorted.length) * Math.abs(sure - right);
  }
  return error;
}
