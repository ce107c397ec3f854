import type { DataStore, MetricSeries, Metrics } from '../../domain/evidence.ts';
import { type Failures, MINUTE } from './failures.ts';
import { median } from './statistics.ts';

const namespaces = { database: 'AWS/RDS', cache: 'AWS/ElastiCache' } as const;

/** The series of these stores; a cache's nodes bear its name and a number. */
export function storeSeries(
  metrics: Metrics,
  stores: readonly DataStore[],
  metric: string,
  stat: string,
): readonly MetricSeries[] {
  const isOurs = ({ namespace, dimensions }: MetricSeries) =>
    namespace === namespaces.database
      ? stores.some(({ id }) => dimensions.DBInstanceIdentifier === id)
      : namespace === namespaces.cache && stores.some(({ id }) => isNode(dimensions.CacheClusterId ?? '', id));
  return metrics.series.filter((series) => series.metric === metric && series.stat === stat && isOurs(series));
}

function isNode(node: string, store: string): boolean {
  return node === store || (node.startsWith(`${store}-`) && /^(-\d{3,4})+$/.test(node.slice(store.length)));
}

export interface Compared {
  readonly of: string;
  readonly now: number;
  /** In the minutes before anything failed; undefined where there were too few. */
  readonly before: number | undefined;
  readonly most: number;
  readonly least: number;
}

const ENOUGH_BEFORE = 5;

/** A series around the failures against itself before. Undefined where nothing was reported around them. */
export function compared(series: MetricSeries, failures: Failures): Compared | undefined {
  const isNear = (at: number) =>
    failures.failing.some((minute) => at >= minute.at - 2 * MINUTE && at <= minute.at + failures.periodMs);
  const first = failures.failing[0]?.at ?? Number.POSITIVE_INFINITY;
  const points = series.points.map(({ at, value }) => ({ at: Date.parse(at), value }));
  const near = points.filter(({ at }) => isNear(at)).map(({ value }) => value);
  const before = points.filter(({ at }) => at < first - 2 * MINUTE).map(({ value }) => value);
  const now = median(near);
  if (now === undefined) return undefined;
  return {
    of: Object.values(series.dimensions).join(' '),
    now,
    before: before.length >= ENOUGH_BEFORE ? median(before) : undefined,
    most: Math.max(...near),
    least: Math.min(...near),
  };
}

/** Each of the stores' series around the failures. */
export function comparedAll(series: readonly MetricSeries[], failures: Failures): readonly Compared[] {
  return series.flatMap((one) => compared(one, failures) ?? []);
}
