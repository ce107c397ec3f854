import { z } from 'zod';
import { alarmArn } from './alarm-arn.ts';
import { clean, instant, key, number, optional, text } from './fields.ts';
import { childrenOf, states, stateValue } from './notification.ts';
import { alarms, ignored, misfit, type Parsed, readJson } from './parsed.ts';
import { type Query, watchedBy } from './watched.ts';

const stateChange = 'CloudWatch Alarm State Change';

export const eventBridgeEvent = z.object({ 'detail-type': z.string(), source: z.string(), detail: z.unknown() });

const query = z
  .object({
    id: text(255),
    expression: optional(2048),
    returnData: z.boolean().nullish(),
    metricStat: z
      .object({
        metric: z.object({
          namespace: text(255),
          name: text(255),
          dimensions: z.record(z.string(), z.string()).nullish(),
        }),
        period: number,
        stat: optional(64),
      })
      .nullish(),
  })
  .transform(({ id, expression, returnData, metricStat }): Query => {
    if (!metricStat) return { id, expression, returnData: returnData ?? true, stat: null };
    const { metric, period: periodSeconds, stat: statistic } = metricStat;
    const dimensions = Object.fromEntries(
      Object.entries(metric.dimensions ?? {}).map(([name, value]) => [clean(name, 255), clean(value, 1024)]),
    );
    const stat = { namespace: metric.namespace, name: metric.name, dimensions, statistic, periodSeconds };
    return { id, expression, returnData: returnData ?? true, stat };
  });

const change = z.object({
  resources: z.tuple([alarmArn], z.unknown()),
  detail: z.object({
    alarmName: key(255),
    state: z.object({
      value: stateValue,
      reason: text(2048).nullish(),
      reasonData: z.string().max(100_000).nullish(),
      timestamp: instant,
    }),
    configuration: z
      .object({
        description: optional(2048),
        metrics: z.array(query).max(500).nullish(),
        alarmRule: z.string().max(20_000).nullish(),
      })
      .nullish(),
  }),
});

/** A `CloudWatch Alarm State Change` event; whatever else a rule lets through is ignored. */
export function parseEventBridge(value: unknown): Parsed {
  const event = eventBridgeEvent.safeParse(value);
  if (!event.success) return misfit('event', event.error);
  const { source, 'detail-type': type } = event.data;
  if (source !== 'aws.cloudwatch' || type !== stateChange) return ignored(`event ${source} ${type}`);
  const read = change.safeParse(value);
  if (!read.success) return misfit('alarm event', read.error);
  const { detail, resources } = read.data;
  const [arn] = resources;
  const { state, configuration } = detail;
  const why = reasonData(state.reasonData);
  const isComposite = typeof configuration?.alarmRule === 'string';
  return alarms([
    {
      source: 'cloudwatch',
      alarm: arn.arn,
      name: detail.alarmName,
      state: states[state.value],
      changedAt: state.timestamp,
      reason: state.reason ?? '',
      description: configuration?.description ?? null,
      account: arn.account,
      region: arn.region,
      ...(isComposite ? { kind: 'composite', metric: null } : watched(configuration?.metrics, why)),
      children: childrenOf(why.triggering, configuration?.alarmRule),
      labels: {},
      link: arn.link,
    },
  ]);
}

function watched(metrics: readonly Query[] | null | undefined, { threshold }: Why) {
  if (!metrics || metrics.length === 0) return { kind: 'other', metric: null } as const;
  // The event does not say how the two are compared, but for the words of its reason.
  return watchedBy(metrics, { threshold, comparison: null, band: null });
}

interface Why {
  readonly threshold: number | null;
  readonly triggering: readonly string[];
}

const reasons = z.object({
  threshold: number.catch(null),
  triggeringAlarms: z
    .array(z.object({ arn: alarmArn }))
    .optional()
    .catch([]),
});

/** JSON inside the JSON. What cannot be read of it is left out: nothing depends on it. */
function reasonData(raw: string | null | undefined): Why {
  const { data } = reasons.safeParse(readJson(raw ?? ''));
  return {
    threshold: data?.threshold ?? null,
    triggering: (data?.triggeringAlarms ?? []).map(({ arn }) => arn.arn),
  };
}
