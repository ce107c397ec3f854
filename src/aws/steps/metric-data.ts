import { GetMetricDataCommand, type MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { MetricSeries } from '../../domain/evidence.ts';
import type { Span } from '../../domain/window.ts';
import type { Lost } from '../failure.ts';
import { prices } from '../meter.ts';
import { gather, pages, type Trip } from '../trip.ts';
import { chunks } from './ecs.ts';

export type Wanted = Omit<MetricSeries, 'points'>;

export interface MetricSpan {
  readonly span: Span;
  readonly periodSeconds: number;
}

const queriesPerCall = 500;
const day = 24 * 3_600_000;

/**
 * A minute's resolution for as long as CloudWatch keeps it (15 days) and while a call holds it; the span widened to
 * whole periods, because CloudWatch rounds the start down by itself.
 */
export function metricSpan(fromMs: number, toMs: number, nowMs: number): MetricSpan {
  const age = nowMs - fromMs;
  const fine = age <= 15 * day && toMs - fromMs <= day ? 60 : 300;
  const periodSeconds = age > 63 * day ? 3_600 : fine;
  const period = periodSeconds * 1_000;
  const span = {
    from: new Date(Math.floor(fromMs / period) * period).toISOString(),
    to: new Date(Math.ceil(toMs / period) * period).toISOString(),
  };
  return { span, periodSeconds };
}

/** One series for each of `wanted`, in that order; those without a datapoint have no points. */
export async function metricData(
  trip: Trip,
  wanted: readonly Wanted[],
  { span, periodSeconds }: MetricSpan,
): Promise<readonly MetricSeries[]> {
  const batches = chunks(wanted.map(toQuery(periodSeconds)), queriesPerCall);
  const results = await gather(batches, trip, (queries) => readAll(trip, queries, span));
  const points = pointsById(results.flat());
  return wanted.map((series, at) => ({
    ...series,
    points: [...(points.get(`m${at}`) ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([time, value]) => ({ at: time, value })),
  }));
}

/** Results come in any order, and one series may be spread over pages. */
function pointsById(results: readonly MetricDataResult[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const points = new Map<string, Map<string, number>>();
  for (const { Id = '', Timestamps = [], Values = [] } of results) {
    const known = points.get(Id) ?? new Map<string, number>();
    points.set(Id, known);
    for (const [at, time] of Timestamps.entries()) {
      const value = Values[at];
      if (value !== undefined) known.set(new Date(time).toISOString(), value);
    }
  }
  return points;
}

function toQuery(periodSeconds: number) {
  return ({ namespace, metric, stat, dimensions }: Wanted, at: number) => ({
    Id: `m${at}`,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: metric,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: periodSeconds,
      Stat: stat,
    },
  });
}

type Query = ReturnType<ReturnType<typeof toQuery>>;

function readAll(trip: Trip, queries: readonly Query[], span: Span): Promise<readonly MetricDataResult[]> {
  trip.meter.spent(queries.length * prices.metricQuery);
  return pages(trip, { what: 'cloudwatch:GetMetricData' }, async (NextToken) => {
    const answer = await trip.cloudwatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: [...queries],
        StartTime: new Date(span.from),
        EndTime: new Date(span.to),
        ScanBy: 'TimestampAscending',
        NextToken,
      }),
    );
    const items = answer.MetricDataResults ?? [];
    trip.lose(...refusals(items, answer.NextToken === undefined));
    return { items, next: answer.NextToken };
  });
}

/** CloudWatch answers 200 and says in each series whether it could. */
function refusals(results: readonly MetricDataResult[], last: boolean): readonly Lost[] {
  return results.flatMap(({ StatusCode, Label, Messages = [] }): Lost[] => {
    const detail = `GetMetricData ${Label ?? ''}: ${StatusCode} ${Messages.map(({ Value }) => Value).join(' ')}`.trim();
    if (StatusCode === 'Forbidden') return [{ reason: 'denied', action: 'cloudwatch:GetMetricData', detail }];
    if (StatusCode === 'InternalError') return [{ reason: 'failed', action: null, detail }];
    // With a token, the rest of the series comes with the next page.
    return StatusCode === 'PartialData' && last ? [{ reason: 'cut-off', action: null, detail }] : [];
  });
}
