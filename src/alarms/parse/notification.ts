import { z } from 'zod';
import type { AlarmEvent, AlarmState } from '../../domain/alarm.ts';
import { alarmArn } from './alarm-arn.ts';
import { namesInRule } from './composite-rule.ts';
import { clean, instant, key, number, optional, text } from './fields.ts';
import { alarms, misfit, type Parsed } from './parsed.ts';
import { type Query, statisticOf, watchedBy } from './watched.ts';

const dimensions = z
  .array(z.object({ name: z.string(), value: z.string() }))
  .nullish()
  .transform((list) =>
    Object.fromEntries((list ?? []).slice(0, 30).map(({ name, value }) => [clean(name, 255), clean(value, 1024)])),
  );

const query = z
  .object({
    Id: text(255),
    Expression: optional(2048),
    ReturnData: z.boolean().nullish(),
    MetricStat: z
      .object({
        Metric: z.object({ Namespace: text(255), MetricName: text(255), Dimensions: dimensions }),
        Period: number,
        Stat: optional(64),
      })
      .nullish(),
  })
  .transform(({ Id, Expression, ReturnData, MetricStat }): Query => {
    const stat = MetricStat
      ? {
          namespace: MetricStat.Metric.Namespace,
          name: MetricStat.Metric.MetricName,
          dimensions: MetricStat.Metric.Dimensions,
          statistic: statisticOf(MetricStat.Stat),
          periodSeconds: MetricStat.Period,
        }
      : null;
    return { id: Id, expression: Expression, returnData: ReturnData ?? true, stat };
  });

const trigger = z.object({
  MetricName: optional(255),
  Namespace: optional(255),
  Statistic: optional(64),
  ExtendedStatistic: optional(64),
  Dimensions: dimensions,
  Period: number,
  ComparisonOperator: optional(64),
  Threshold: number,
  ThresholdMetricId: optional(255),
  Metrics: z.array(query).max(500).nullish(),
});

export const states = { ALARM: 'alarm', OK: 'ok', INSUFFICIENT_DATA: 'insufficient-data' } as const satisfies Record<
  string,
  AlarmState
>;
export const stateValue = z.enum(['ALARM', 'OK', 'INSUFFICIENT_DATA']);

const notification = z.object({
  AlarmName: key(255),
  AlarmArn: alarmArn,
  AlarmDescription: optional(2048),
  NewStateValue: stateValue,
  NewStateReason: text(2048).nullish(),
  StateChangeTime: instant,
  Trigger: trigger.nullish(),
  AlarmRule: z.string().max(20_000).nullish(),
  TriggeringChildren: z.array(z.object({ Arn: alarmArn })).nullish(),
});

/** What CloudWatch publishes to an SNS topic when an alarm changes: metric, metric-math, anomaly or composite. */
export function parseNotification(value: unknown): Parsed {
  const read = notification.safeParse(value);
  if (!read.success) return misfit('alarm notification', read.error);
  const { data } = read;
  const triggering = (data.TriggeringChildren ?? []).map(({ Arn }) => Arn.arn);
  return alarms([
    {
      source: 'cloudwatch',
      alarm: data.AlarmArn.arn,
      name: data.AlarmName,
      state: states[data.NewStateValue],
      changedAt: data.StateChangeTime,
      reason: data.NewStateReason ?? '',
      description: data.AlarmDescription,
      account: data.AlarmArn.account,
      region: data.AlarmArn.region,
      ...watched(data),
      children: childrenOf(triggering, data.AlarmRule),
      labels: {},
      link: data.AlarmArn.link,
    },
  ]);
}

/** Those that set it off first: they lead to what is broken. */
export function childrenOf(triggering: readonly string[], rule: string | null | undefined): readonly string[] {
  const named = namesInRule(rule ?? '').filter((name) => !triggering.some((arn) => arn.endsWith(`:alarm:${name}`)));
  return [...new Set([...triggering, ...named])].slice(0, 100).map((name) => clean(name, 1024));
}

function watched({ AlarmRule, Trigger }: z.output<typeof notification>): Pick<AlarmEvent, 'kind' | 'metric'> {
  if (typeof AlarmRule === 'string') return { kind: 'composite', metric: null };
  if (!Trigger) return { kind: 'other', metric: null };
  const { Threshold: threshold, ComparisonOperator: comparison, ThresholdMetricId: band } = Trigger;
  if (Trigger.Metrics) return watchedBy(Trigger.Metrics, { threshold, comparison, band });
  const { Namespace: namespace, MetricName: name, Dimensions: dimensions, Period: periodSeconds } = Trigger;
  if (namespace === null || name === null) return { kind: 'other', metric: null };
  const statistic = statisticOf(Trigger.Statistic ?? Trigger.ExtendedStatistic);
  return { kind: 'metric', metric: { namespace, name, dimensions, statistic, periodSeconds, threshold, comparison } };
}
