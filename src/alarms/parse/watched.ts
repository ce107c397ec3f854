import type { AlarmEvent, AlarmMetric } from '../../domain/alarm.ts';

/** One entry of an alarm's list of metrics, as either road writes it. */
export interface Query {
  readonly id: string;
  readonly expression: string | null;
  readonly returnData: boolean;
  readonly stat: Pick<AlarmMetric, 'namespace' | 'name' | 'dimensions' | 'statistic' | 'periodSeconds'> | null;
}

export interface Compared {
  readonly threshold: number | null;
  readonly comparison: string | null;
  /** The entry that is the band of an anomaly alarm; null where it is not told. */
  readonly band: string | null;
}

type Watched = Pick<AlarmEvent, 'kind' | 'metric'>;

/** What an alarm with a list of metrics is, and the metric that says best which resource it is about. */
export function watchedBy(queries: readonly Query[], { threshold, comparison, band }: Compared): Watched {
  const kind = kindOf(queries, band);
  const stats = queries.filter(({ stat }) => stat !== null);
  const { stat } = stats.find(({ returnData }) => returnData) ?? stats[0] ?? {};
  if (stat === null || stat === undefined) return { kind, metric: null };
  // What the expression gives is compared, not this metric: a threshold beside it would mislead.
  if (kind === 'metric-math') return { kind, metric: { ...stat, threshold: null, comparison: null } };
  return { kind, metric: { ...stat, threshold: kind === 'anomaly' ? null : threshold, comparison } };
}

function kindOf(queries: readonly Query[], band: string | null): AlarmEvent['kind'] {
  const expressions = queries.flatMap(({ expression }) => (expression === null ? [] : [expression]));
  const isBand = (expression: string) => /\bANOMALY_DETECTION_BAND\s*\(/i.test(expression);
  if (band !== null || expressions.some(isBand)) return 'anomaly';
  return expressions.length > 0 ? 'metric-math' : 'metric';
}

const statistics = ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount'];

/** `SUM` and `SAMPLE_COUNT` of notifications as CloudWatch's API writes them; `p99` stays. */
export function statisticOf(raw: string | null): string | null {
  const plain = raw?.replaceAll('_', '').toLowerCase();
  return statistics.find((name) => name.toLowerCase() === plain) ?? raw;
}
