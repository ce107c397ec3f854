import { type FailingMinute, type Failures, MINUTE } from './failures.ts';
import { quantile, spearman } from './statistics.ts';

/** Five minutes each: single minutes of a rare error are mostly zeros. */
const BIN = 5 * MINUTE;

/** The window in slices of five minutes that had traffic. */
export function binned(failures: Failures): readonly FailingMinute[] {
  const bins = new Map<number, FailingMinute>();
  for (const { at, failures: failed, requests } of failures.minutes) {
    const start = Math.floor(at / BIN) * BIN;
    const before = bins.get(start) ?? { at: start, failures: 0, requests: 0 };
    bins.set(start, { at: start, failures: before.failures + failed, requests: before.requests + requests });
  }
  return [...bins.values()].filter(({ requests }) => requests > 0);
}

export function ratesOf(bins: readonly FailingMinute[]): readonly number[] {
  return bins.map(({ failures, requests }) => failures / requests);
}

/** Enough slices, and the busy ones at least half as busy again as the thin ones: below that nothing can be told. */
export function varies(load: readonly number[]): boolean {
  const low = quantile(load, 0.1) ?? 0;
  const high = quantile(load, 0.9) ?? 0;
  return load.length >= 8 && high >= 1.5 * low && high > 0;
}

/** Slices from the onset on: before it nothing failed, whatever the load was. All of them where no onset is known. */
export function sinceOnset({ onset }: Failures, bins: readonly FailingMinute[]): readonly FailingMinute[] {
  return onset === undefined ? bins : bins.filter(({ at }) => at + BIN > onset);
}

/** Rank correlation of failure rate and load; undefined where the load hardly varied. */
export function correlationWithLoad(bins: readonly FailingMinute[]): number | undefined {
  const load = bins.map(({ requests }) => requests);
  return varies(load) ? spearman(ratesOf(bins), load) : undefined;
}

/** A rank correlation that chance alone gives less than about once in fifty, by Student's t of n - 2 slices. */
export function isFirm(correlation: number, slices: number): boolean {
  const t = Math.abs(correlation) * Math.sqrt((slices - 2) / Math.max(1e-9, 1 - correlation ** 2));
  return t >= 2.4;
}
