import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import { type Datum, type Dimensions, statistic } from '../world/metric-store.ts';
import { alarmOperations } from './alarms.ts';
import { type Context, here, type Operations, present, text, whole } from './context.ts';

const MINUTE = 60_000;

interface Query {
  readonly Id: string;
  readonly Label?: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions?: readonly { Name: string; Value: string }[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

const dimensionsOf = (list: readonly { Name: string; Value: string }[] | undefined): Dimensions =>
  Object.fromEntries((list ?? []).map(({ Name, Value }) => [Name, Value]));

export const cloudwatch: Operations = {
  GetMetricData: (input, context) => {
    const queries = (input.MetricDataQueries ?? []) as readonly Query[];
    const from = input.StartTime as Date;
    const to = input.EndTime as Date;
    checkQueries(queries, from, to);
    // A page holds this many results, not datapoints: enough to make a caller page.
    const page = pageOf(queries, Math.max(20, context.pageSize * 10), text(input.NextToken), 'metric-data');
    const newestFirst = text(input.ScanBy) !== 'TimestampAscending';
    return present({
      MetricDataResults: page.items.map((query) => result(query, from.getTime(), to.getTime(), newestFirst, context)),
      NextToken: page.next,
      Messages: [],
    });
  },
  ListMetrics: (input, context) => {
    const wanted = (input.Dimensions ?? []) as readonly { Name: string; Value?: string }[];
    const series = here(context)
      ? context.history.metrics.all().filter((each) => {
          const named = [text(input.Namespace) ?? each.namespace, text(input.MetricName) ?? each.metric];
          return (
            each.namespace === named[0] &&
            each.metric === named[1] &&
            wanted.every(
              ({ Name, Value }) => Name in each.dimensions && (Value === undefined || each.dimensions[Name] === Value),
            )
          );
        })
      : [];
    const page = pageOf(series, context.pageSize, text(input.NextToken), 'metrics');
    return present({ Metrics: page.items.map(metricShape), NextToken: page.next });
  },
  ...alarmOperations,
};

const metricShape = (series: { namespace: string; metric: string; dimensions: Dimensions }): Shape => ({
  Namespace: series.namespace,
  MetricName: series.metric,
  Dimensions: Object.entries(series.dimensions).map(([Name, Value]) => ({ Name, Value })),
});

function checkQueries(queries: readonly Query[], from: Date, to: Date): void {
  const wrong = (message: string) => new AwsError('InvalidParameterValueException', message);
  if (queries.length > 500) throw wrong('The collection MetricDataQueries must not have a size greater than 500.');
  if (from >= to) throw wrong('The parameter StartTime must be less than the parameter EndTime.');
  const ids = new Set(queries.map(({ Id }) => Id));
  if (ids.size < queries.length) throw wrong('The values for parameter id in MetricDataQueries must be unique.');
  for (const { Id, MetricStat } of queries) {
    if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id))
      throw wrong(`The value '${Id}' for parameter Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`);
    if (!MetricStat) throw wrong('Error in expression: the sandbox answers MetricStat queries only.');
    if (MetricStat.Period % 60 !== 0) throw wrong('The parameter Period must be a multiple of 60.');
  }
}

function result(query: Query, from: number, to: number, newestFirst: boolean, context: Context): Shape {
  const points =
    here(context) && query.MetricStat ? pointsOf(query.MetricStat, from, Math.min(to, context.now), context) : [];
  const ordered = newestFirst ? points.reverse() : points;
  return {
    Id: query.Id,
    Label: query.Label ?? query.MetricStat?.Metric.MetricName ?? query.Id,
    Timestamps: ordered.map(([at]) => new Date(at)),
    Values: ordered.map(([, value]) => value),
    StatusCode: 'Complete',
  };
}

function pointsOf(
  stat: NonNullable<Query['MetricStat']>,
  from: number,
  to: number,
  context: Context,
): [number, number][] {
  const { Namespace, MetricName } = stat.Metric;
  const series = context.history.metrics.find(Namespace, MetricName, dimensionsOf(stat.Metric.Dimensions));
  if (!series) return [];
  const period = whole(stat.Period, 60) * 1000;
  const points: [number, number][] = [];
  for (let start = Math.floor(from / period) * period; start < to; start += period) {
    const value = statistic(dataOf(series.minutes, start, Math.min(start + period, context.now)), stat.Stat);
    if (value !== undefined) points.push([start, value]);
  }
  return points;
}

function dataOf(minutes: ReadonlyMap<number, Datum>, start: number, end: number): Datum[] {
  const data: Datum[] = [];
  for (let minute = start; minute < end; minute += MINUTE) {
    const datum = minutes.get(minute);
    if (datum) data.push(datum);
  }
  return data;
}
