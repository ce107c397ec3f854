import type { ChartSpec } from '../../src/domain/chart.ts';
import type { Lang } from '../../src/domain/text.ts';

export const start = Date.parse('2026-11-24T02:30:00Z');
export const minute = 60_000;

export const points = (values: readonly (number | null)[]) =>
  values.map((value, index) => ({ at: start + index * minute, value }));

/** An hour of minutes: quiet, then 502s from 12:01 JST on, three minutes of which nothing is known. */
export const risen = Array.from({ length: 60 }, (_, index) => {
  if (index >= 51 && index < 54) return null;
  return index < 31 ? index % 3 : 25 + ((index * 7) % 16);
});

export function sampleChart(lang: Lang, own: Partial<ChartSpec> = {}): ChartSpec {
  return {
    kind: 'line',
    title: lang === 'ja' ? 'shop-albの502（HTTPCode_ELB_502_Count）' : '502s of shop-alb (HTTPCode_ELB_502_Count)',
    series: [{ name: lang === 'ja' ? '502の件数' : '502s', points: points(risen) }],
    stepMs: minute,
    aggregate: 'sum',
    unit: 'per-step',
    threshold: { value: 10, direction: 'above', isInclusive: true },
    mark: { at: start + 33 * minute, kind: 'fired' },
    timeZone: 'Asia/Tokyo',
    lang,
    ...own,
  };
}
