import { GetMetricDataCommand, type MetricAlarm, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { AlarmEvent } from '../domain/alarm.ts';
import type { AlarmSeries } from '../domain/alarm-rows.ts';
import { alarmName, definitionsOf, metricAlarmsOf } from './alarm-definitions.ts';
import { type AlarmSite, allPages } from './alarm-site.ts';

const minuteMs = 60_000;
const leastBeforeMs = 60 * minuteMs;
const mostMs = 24 * 60 * minuteMs;
const afterMs = 15 * minuteMs;

/** What to draw: the question to CloudWatch, and what the answer means. */
interface Watched extends Omit<AlarmSeries, 'span' | 'points'> {
  readonly queries: readonly MetricDataQuery[];
  readonly id: string;
}

/** The alarm's metric from an hour before it changed (more where its period is long) until shortly after. */
export async function seriesInSite(
  site: AlarmSite,
  event: AlarmEvent,
  nowMs: number,
): Promise<AlarmSeries | undefined> {
  const watched = ofEvent(event) ?? (await ofDefinition(site, event));
  if (watched === undefined) return undefined;
  const { queries, id, ...about } = watched;
  const periodMs = about.periodSeconds * 1000;
  const before = Math.min(mostMs, Math.max(leastBeforeMs, 30 * periodMs));
  const from = Math.floor((event.changedAt - before) / periodMs) * periodMs;
  const to = Math.ceil(Math.min(nowMs, event.changedAt + afterMs) / periodMs) * periodMs;
  if (to <= from) return undefined;
  const results = await allPages(site, async (NextToken) => {
    const answer = await site.cloudwatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: [...queries],
        StartTime: new Date(from),
        EndTime: new Date(to),
        ScanBy: 'TimestampAscending',
        NextToken,
      }),
    );
    return { items: answer.MetricDataResults ?? [], next: answer.NextToken };
  });
  const own = results.filter(({ Id }) => Id === id);
  if (own.length === 0) return undefined;
  const points = own.flatMap(({ Timestamps = [], Values = [] }) =>
    Timestamps.map((at, nth) => ({ at: new Date(at).toISOString(), value: Values[nth] ?? 0 })),
  );
  points.sort((a, b) => (a.at < b.at ? -1 : 1));
  return { ...about, span: { from: new Date(from).toISOString(), to: new Date(to).toISOString() }, points };
}

function ofEvent({ metric, kind }: AlarmEvent): Watched | undefined {
  if (metric === null || kind !== 'metric') return undefined;
  const { namespace, name, dimensions, statistic, periodSeconds, threshold, comparison } = metric;
  if (namespace === '' || name === '' || statistic === null || periodSeconds === null || periodSeconds <= 0)
    return undefined;
  const stat = statOf(statistic);
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const Metric = { Namespace: namespace, MetricName: name, Dimensions };
  const queries = [{ Id: 'alarm', MetricStat: { Metric, Period: periodSeconds, Stat: stat } }];
  return { namespace, metric: name, stat, periodSeconds, threshold, comparison, queries, id: 'alarm' };
}

/** Metric math and composites say only in their definition what they watch; of several the first that is in ALARM is drawn. */
async function ofDefinition(site: AlarmSite, { source, alarm, children }: AlarmEvent): Promise<Watched | undefined> {
  if (source !== 'cloudwatch') return undefined;
  const names = children.length > 0 ? children.map(alarmName) : [alarmName(alarm)];
  const all = metricAlarmsOf(await definitionsOf(site, names), names);
  const one = all.find(({ StateValue }) => StateValue === 'ALARM') ?? all[0];
  return one && (ofMath(one) ?? ofPlain(one));
}

function ofMath({ Metrics = [], Threshold, ComparisonOperator, ThresholdMetricId }: MetricAlarm): Watched | undefined {
  const shown = Metrics.find(({ ReturnData, Id }) => ReturnData !== false && Id !== ThresholdMetricId);
  if (shown?.Id === undefined) return undefined;
  const inside = shown.MetricStat ?? Metrics.find(({ MetricStat }) => MetricStat !== undefined)?.MetricStat;
  const expression = shown.Expression?.slice(0, 200);
  return {
    namespace: inside?.Metric?.Namespace ?? '',
    metric: shown.Label ?? (expression === undefined ? inside?.Metric?.MetricName : shown.Id) ?? shown.Id,
    stat: expression ?? inside?.Stat ?? '',
    periodSeconds: shown.Period ?? inside?.Period ?? 60,
    threshold: ThresholdMetricId === undefined ? (Threshold ?? null) : null,
    comparison: ComparisonOperator ?? null,
    queries: Metrics.map((query) => ({ ...query, ReturnData: query.Id === shown.Id })),
    id: shown.Id,
  };
}

function ofPlain(alarm: MetricAlarm): Watched | undefined {
  const { Namespace, MetricName, Dimensions = [], Statistic, ExtendedStatistic, Period, Threshold } = alarm;
  const stat = Statistic ?? ExtendedStatistic;
  if (Namespace === undefined || MetricName === undefined || stat === undefined || Period === undefined)
    return undefined;
  const MetricStat = { Metric: { Namespace, MetricName, Dimensions }, Period, Stat: stat };
  return {
    namespace: Namespace,
    metric: MetricName,
    stat,
    periodSeconds: Period,
    threshold: Threshold ?? null,
    comparison: alarm.ComparisonOperator ?? null,
    queries: [{ Id: 'alarm', MetricStat }],
    id: 'alarm',
  };
}

/** Notifications write SUM where the API wants Sum. */
function statOf(word: string): string {
  const known = ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount'];
  return known.find((one) => one.toLowerCase() === word.toLowerCase().replace('_', '')) ?? word;
}
