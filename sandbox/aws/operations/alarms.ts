import type { AlarmStanding } from '../alarm-book.ts';
import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import type { CompositeAlarm, MetricAlarm } from '../world/alarms.ts';
import { alarmHistoryOperations } from './alarm-history.ts';
import { type Context, here, type Operations, pageSize, present, text, texts } from './context.ts';

const common = ({ alarm, state, reason, since }: AlarmStanding, topic: string) => ({
  AlarmName: alarm.name,
  AlarmArn: alarm.arn,
  AlarmDescription: alarm.description || undefined,
  AlarmConfigurationUpdatedTimestamp: new Date(since - 30_000),
  ActionsEnabled: true,
  OKActions: alarm.notifies ? [topic] : [],
  AlarmActions: alarm.notifies ? [topic] : [],
  InsufficientDataActions: [],
  StateValue: state,
  StateReason: reason,
  StateUpdatedTimestamp: new Date(since),
  StateTransitionedTimestamp: new Date(since),
});

const metricShape = (alarm: MetricAlarm) => ({
  MetricName: alarm.metric,
  Namespace: alarm.namespace,
  Statistic: alarm.statistic,
  Dimensions: Object.entries(alarm.dimensions).map(([Name, Value]) => ({ Name, Value })),
  Period: alarm.period,
  EvaluationPeriods: alarm.periods,
  DatapointsToAlarm: alarm.datapoints,
  Threshold: alarm.threshold,
  ComparisonOperator: alarm.comparison,
  TreatMissingData: alarm.missing,
});

const isMetric = (one: AlarmStanding): one is AlarmStanding & { readonly alarm: MetricAlarm } =>
  one.alarm.kind === 'metric';
const isComposite = (one: AlarmStanding): one is AlarmStanding & { readonly alarm: CompositeAlarm } =>
  one.alarm.kind === 'composite';

export const alarmOperations: Operations = {
  ...alarmHistoryOperations,
  DescribeAlarms: (input, context) => {
    const found = chosen(input, context);
    const page = pageOf(found, pageSize(input.MaxRecords, context), text(input.NextToken), 'alarms');
    const topic = context.post.alarms.topic.arn;
    return present({
      MetricAlarms: page.items
        .filter(isMetric)
        .map((one) => present({ ...common(one, topic), ...metricShape(one.alarm) })),
      CompositeAlarms: page.items
        .filter(isComposite)
        .map((one) => present({ ...common(one, topic), AlarmRule: one.alarm.rule })),
      NextToken: page.next,
    });
  },
  ListTagsForResource: (input, context) => {
    const found = context.alarms.all().find(({ alarm }) => alarm.arn === text(input.ResourceARN));
    if (!found)
      throw new AwsError('ResourceNotFoundException', `Resource ${text(input.ResourceARN)} does not exist`, 404);
    return { Tags: Object.entries(found.alarm.tags).map(([Key, Value]) => ({ Key, Value })) };
  },
};

/** As at AWS: composite alarms are left out unless they are asked for. */
function chosen(input: Shape, context: Context): readonly AlarmStanding[] {
  if (!here(context)) return [];
  const all = context.alarms.all();
  const names = texts(input.AlarmNames);
  const types = texts(input.AlarmTypes);
  const parent = all.filter(isComposite).find(({ alarm }) => alarm.name === text(input.ChildrenOfAlarmName));
  const fits = [
    ({ alarm }: AlarmStanding) => names.length === 0 || names.includes(alarm.name),
    ({ alarm }: AlarmStanding) => alarm.name.startsWith(text(input.AlarmNamePrefix) ?? ''),
    ({ alarm }: AlarmStanding) => (types.length === 0 ? ['MetricAlarm'] : types).includes(typeNames[alarm.kind]),
    ({ state }: AlarmStanding) => state === (text(input.StateValue) ?? state),
    ({ alarm }: AlarmStanding) => parent === undefined || parent.alarm.children.includes(alarm.name),
  ];
  return all.filter((one) => fits.every((holds) => holds(one)));
}

const typeNames = { metric: 'MetricAlarm', composite: 'CompositeAlarm' } as const;
