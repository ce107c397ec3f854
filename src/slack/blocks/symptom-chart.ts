import type { Answer } from '../../domain/answer.ts';
import type { ChartSpec } from '../../domain/chart.ts';
import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';

const MINUTE_MS = 60_000;

/**
 * The failures minute by minute; null unless every one of them is in the minutes that are told: only then is a minute that
 * is not told known to be without any.
 */
export function symptomChart(lang: Lang, { symptom, window, target }: Answer, timeZone: string): ChartSpec | null {
  const { status, count, bounds, byMinute, firstSeen } = symptom;
  const told = byMinute.reduce((sum, minute) => sum + minute.count, 0);
  const isWhole = count !== null && count > 0 && told === count && (bounds === undefined || bounds.most === count);
  if (!isWhole || status === null) return null;
  const counts = new Map(byMinute.map((minute) => [toMinute(Date.parse(minute.at)), minute.count]));
  const from = toMinute(Date.parse(window.from));
  const minutes = Math.max(0, Math.ceil((Date.parse(window.to) - from) / MINUTE_MS));
  const points = Array.from({ length: minutes }, (_, nth) => {
    const at = from + nth * MINUTE_MS;
    return { at, value: counts.get(at) ?? 0 };
  });
  return {
    kind: 'bar',
    title: tell(lang, 'chart/symptom/title', { status, name: target.name }),
    series: [{ name: tell(lang, 'chart/symptom/name', { status }), points }],
    stepMs: MINUTE_MS,
    aggregate: 'sum',
    unit: 'per-step',
    threshold: null,
    mark: firstSeen === null ? null : { at: toMinute(Date.parse(firstSeen)), kind: 'onset' },
    timeZone,
    lang,
  };
}

const toMinute = (at: number) => Math.floor(at / MINUTE_MS) * MINUTE_MS;
