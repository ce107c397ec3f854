import type { AlarmRow, AlarmSeries } from '../../domain/alarm-rows.ts';
import type { ChartSpec, ChartThreshold, ChartUnit } from '../../domain/chart.ts';
import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';
import { targetName } from './target.ts';

const MOST_POINTS = 240;

/** The metric behind an alarm as a chart; null where there are no points to draw. */
export function chartOf(
  lang: Lang,
  { series, target, name, event }: AlarmRow,
  firedAt: number,
  timeZone: string,
): ChartSpec | null {
  if (series === null || series.points.length === 0) return null;
  const stepMs = series.periodSeconds * 1000;
  const threshold = thresholdOf(series);
  const whose = target === null ? (Object.values(event.metric?.dimensions ?? {})[0] ?? name) : targetName(target);
  return {
    kind: 'line',
    title: tell(lang, 'alarm/chart-title', { metric: series.metric, whose }),
    series: [{ name: series.metric, points: pointsOf(series, stepMs) }],
    stepMs,
    aggregate: threshold?.direction === 'below' ? 'min' : 'max',
    unit: unitOf(series),
    threshold,
    mark: { at: firedAt, kind: 'fired' },
    timeZone,
    lang,
  };
}

/** One point for every step. Where CloudWatch has none nothing was measured, which is not zero, but for counters of failures. */
function pointsOf(series: AlarmSeries, stepMs: number) {
  const { span, points } = series;
  const from = Math.floor(Date.parse(span.from) / stepMs) * stepMs;
  const steps = Math.min(MOST_POINTS, Math.max(0, Math.ceil((Date.parse(span.to) - from) / stepMs)));
  const silence = silentUntil(series);
  const values = new Map(points.map(({ at, value }) => [Math.floor(Date.parse(at) / stepMs) * stepMs, value]));
  return Array.from({ length: steps }, (_, nth) => {
    const at = from + nth * stepMs;
    return { at, value: values.get(at) ?? (at <= silence ? 0 : null) };
  });
}

/** Load balancers report these only where there were any: up to the newest point, no point means none. */
const onlyWhenAny = /^HTTPCode_|ErrorCount$|^RejectedConnectionCount$/;

function silentUntil({ namespace, metric, points }: AlarmSeries): number {
  const isCounter = /^AWS\/(ApplicationELB|NetworkELB|ELB)$/.test(namespace) && onlyWhenAny.test(metric);
  return isCounter ? Math.max(...points.map(({ at }) => Date.parse(at))) : Number.NEGATIVE_INFINITY;
}

/** Null for bands of anomaly detection: their limit is another in every period. */
function thresholdOf({ threshold, comparison }: AlarmSeries): ChartThreshold | null {
  const [, way, equal] = /^(Greater|Less)Than(OrEqualTo)?Threshold$/.exec(comparison ?? '') ?? [];
  if (threshold === null || way === undefined) return null;
  return { value: threshold, direction: way === 'Greater' ? 'above' : 'below', isInclusive: equal !== undefined };
}

function unitOf({ metric, stat }: AlarmSeries): ChartUnit {
  if (/ResponseTime|Latency$/.test(metric)) return 'seconds';
  if (/Utilization$/.test(metric)) return 'percent';
  if (/Bytes$/.test(metric)) return 'bytes';
  if (stat === 'Sum' || stat === 'SampleCount') return 'per-step';
  return /Count$/.test(metric) ? 'count' : 'none';
}
