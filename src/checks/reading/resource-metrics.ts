import type { MetricSeries, Metrics } from '../../domain/evidence.ts';
import { type Failures, MINUTE } from './failures.ts';

/** EC2 reports every five minutes unless it is paid for more: a point speaks for the five minutes from its time on. */
const SLACK = 5 * MINUTE;

/** Series of one metric, whatever namespace an agent reports it under. */
export function seriesOf(metrics: Metrics, metric: string, stat?: string): readonly MetricSeries[] {
  return metrics.series.filter((one) => one.metric === metric && (stat === undefined || one.stat === stat));
}

/** Those of these instances; a series without an InstanceId is of none. */
export function ofInstances(series: readonly MetricSeries[], ids: ReadonlySet<string>): readonly MetricSeries[] {
  return series.filter(({ dimensions }) => ids.has(dimensions.InstanceId ?? ''));
}

/** Points of the minutes in which requests failed, or just before. */
export function whileFailing(series: readonly MetricSeries[], failures: Failures): readonly number[] {
  return series
    .flatMap(({ points }) => points)
    .filter(({ at }) => isNear(failures, Date.parse(at)))
    .map(({ value }) => value);
}

function isNear({ failing }: Failures, at: number): boolean {
  return failing.some((minute) => at >= minute.at - SLACK && at <= minute.at + MINUTE);
}

/** `i-0abc… 96.5`, the worst first. */
export function worstFacts(series: readonly MetricSeries[], failures: Failures, lowest = false): readonly string[] {
  const sign = lowest ? 1 : -1;
  return series
    .flatMap((one) => {
      const values = whileFailing([one], failures);
      if (values.length === 0) return [];
      const value = lowest ? Math.min(...values) : Math.max(...values);
      return [{ value, fact: `${one.dimensions.InstanceId ?? '-'} ${one.metric} ${Math.round(value * 10) / 10}` }];
    })
    .toSorted((a, b) => sign * (a.value - b.value))
    .map(({ fact }) => fact);
}
