import { breaches, type Evaluation, type StateValue } from './alarm-state.ts';
import type { AlarmRecord, CompositeAlarm, MetricAlarm } from './alarms.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** `24/11/26 01:37:00`, as CloudWatch writes the time of a datapoint. */
function moment(at: number): string {
  const time = new Date(at);
  const day = `${two(time.getUTCDate())}/${two(time.getUTCMonth() + 1)}/${two(time.getUTCFullYear() % 100)}`;
  return `${day} ${time.toISOString().slice(11, 19)}`;
}

const decimal = (value: number) => (Number.isInteger(value) ? value.toFixed(1) : String(value));

const compared = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
} as const;

/** The sentence that the console shows and every notification carries. */
export function reasonOf(alarm: AlarmRecord, now: Evaluation, at: number): string {
  return alarm.kind === 'composite' ? compositeReason(alarm, now, at) : metricReason(alarm, now);
}

function metricReason(alarm: MetricAlarm, { state, datapoints }: Evaluation): string {
  if (datapoints.length === 0) return withoutData(alarm, state);
  const isAlarm = state === 'ALARM';
  const told = isAlarm ? datapoints.filter(({ value }) => breaches(alarm, value)) : datapoints;
  const list = told.map(({ at, value }) => `${decimal(value)} (${moment(at)})`).join(', ');
  const verb = `${told.length === 1 ? 'was' : 'were'}${isAlarm ? '' : ' not'}`;
  const minimum = isAlarm ? alarm.datapoints : alarm.periods - alarm.datapoints + 1;
  const change = isAlarm ? 'OK -> ALARM' : 'ALARM -> OK';
  return (
    `Threshold Crossed: ${told.length} out of the last ${alarm.periods} datapoints [${list}] ${verb} ` +
    `${compared[alarm.comparison]} the threshold (${decimal(alarm.threshold)}) ` +
    `(minimum ${minimum} datapoint${minimum === 1 ? '' : 's'} for ${change} transition).`
  );
}

function withoutData({ periods }: MetricAlarm, state: StateValue): string {
  const some = `no datapoints were received for ${periods} period${periods === 1 ? '' : 's'}`;
  if (state === 'INSUFFICIENT_DATA') return `Insufficient Data: ${some}.`;
  const missing = periods === 1 ? '1 missing datapoint was' : `${periods} missing datapoints were`;
  return `Threshold Crossed: ${some} and ${missing} treated as [NonBreaching].`;
}

function compositeReason(alarm: CompositeAlarm, { state, triggering }: Evaluation, at: number): string {
  const [child = alarm.children[0] ?? ''] = triggering;
  const day = new Date(at).toUTCString();
  return `${alarm.arn.replace(/[^:]+$/, child)} transitioned to ${state} at ${day}`;
}

export interface Change {
  readonly alarm: AlarmRecord;
  readonly at: number;
  readonly from: StateValue;
  readonly to: StateValue;
  readonly reason: string;
  readonly now: Evaluation;
}

/** The JSON that CloudWatch publishes. `topic`: the ARN that it is published to. */
export function notificationOf({ alarm, at, from, to, reason, now }: Change, topic: string): string {
  const [, , , region = '', account = ''] = alarm.arn.split(':');
  const siblings = (name: string) => alarm.arn.replace(/[^:]+$/, name);
  return JSON.stringify({
    AlarmName: alarm.name,
    AlarmDescription: alarm.description || null,
    AWSAccountId: account,
    AlarmConfigurationUpdatedTimestamp: stamp(at - 30_000),
    NewStateValue: to,
    NewStateReason: reason,
    StateChangeTime: stamp(at),
    Region: regionNames[region] ?? region,
    AlarmArn: alarm.arn,
    OldStateValue: from,
    OKActions: [topic],
    AlarmActions: [topic],
    InsufficientDataActions: [],
    ...(alarm.kind === 'composite'
      ? {
          AlarmRule: alarm.rule,
          TriggeringChildren: now.triggering.map((name) => ({
            Arn: siblings(name),
            State: { Value: to, Timestamp: stamp(at) },
          })),
        }
      : { Trigger: triggerOf(alarm) }),
  });
}

const triggerOf = (alarm: MetricAlarm) => ({
  MetricName: alarm.metric,
  Namespace: alarm.namespace,
  StatisticType: 'Statistic',
  Statistic: alarm.statistic.toUpperCase(),
  Unit: null,
  Dimensions: Object.entries(alarm.dimensions).map(([name, value]) => ({ value, name })),
  Period: alarm.period,
  EvaluationPeriods: alarm.periods,
  DatapointsToAlarm: alarm.datapoints,
  ComparisonOperator: alarm.comparison,
  Threshold: alarm.threshold,
  TreatMissingData: alarm.missing,
  EvaluateLowSampleCountPercentile: '',
});

export const stamp = (at: number) => new Date(at).toISOString().replace('Z', '+0000');

const regionNames: Readonly<Record<string, string>> = {
  'us-east-1': 'US East (N. Virginia)',
  'us-west-2': 'US West (Oregon)',
  'eu-west-1': 'EU (Ireland)',
  'ap-northeast-1': 'Asia Pacific (Tokyo)',
};
