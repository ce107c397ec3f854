import { z } from 'zod';
import type { History } from './history.ts';
import type { Dimensions } from './metric-store.ts';

const comparisons = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const;

/** An alarm as a world's file may state it; `of` names the load balancer or target group that it watches. */
export const alarmSchema = z.union([
  z.strictObject({
    metric: z.string(),
    of: z.string(),
    statistic: z.enum(['Sum', 'Average', 'Minimum', 'Maximum']).default('Sum'),
    comparison: z.enum(comparisons).default('GreaterThanOrEqualToThreshold'),
    threshold: z.number(),
    /** Seconds. */
    period: z.number().int().multipleOf(60).default(300),
    periods: z.number().int().positive().default(4),
    datapoints: z.number().int().positive().default(1),
    missing: z.enum(['notBreaching', 'missing']).default('notBreaching'),
    description: z.string().default(''),
    notifies: z.boolean().default(true),
    tags: z.record(z.string(), z.string()).default({}),
  }),
  z.strictObject({
    rule: z.string(),
    description: z.string().default(''),
    notifies: z.boolean().default(false),
    tags: z.record(z.string(), z.string()).default({}),
  }),
]);

export type AlarmSpec = z.input<typeof alarmSchema>;

interface Common {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  /** Publishes each change of its state to the account's topic. */
  readonly notifies: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

export interface MetricAlarm extends Common {
  readonly kind: 'metric';
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Dimensions;
  readonly statistic: string;
  readonly comparison: (typeof comparisons)[number];
  readonly threshold: number;
  readonly period: number;
  readonly periods: number;
  readonly datapoints: number;
  readonly missing: 'notBreaching' | 'missing';
}

export interface CompositeAlarm extends Common {
  readonly kind: 'composite';
  readonly rule: string;
  readonly children: readonly string[];
}

export type AlarmRecord = MetricAlarm | CompositeAlarm;

type Front = Pick<History, 'account' | 'region' | 'loadBalancers' | 'targetGroups'>;

/** Those that the front load balancer and the groups behind it usually have; what a world states is added, or replaces one. */
export function alarmsOf(
  stated: Readonly<Record<string, AlarmSpec>> | undefined,
  target: string,
  front: Front,
): readonly AlarmRecord[] {
  const specs = { ...usual(target, front), ...stated };
  return Object.entries(specs).map(([name, spec]) => recordOf(name, spec, front));
}

function usual(target: string, { loadBalancers, targetGroups }: Front): Readonly<Record<string, AlarmSpec>> {
  const front = loadBalancers.find(({ name }) => name === target);
  if (!front) return {};
  const groups = targetGroups.filter(({ loadBalancerArn }) => loadBalancerArn === front.arn);
  const metrics: Record<string, AlarmSpec> = {
    [`${target}-502`]: {
      metric: 'HTTPCode_ELB_502_Count',
      of: target,
      threshold: 1,
      description: `${target} answered 502 by itself`,
    },
    [`${target}-target-5xx`]: {
      metric: 'HTTPCode_Target_5XX_Count',
      of: target,
      threshold: 10,
      description: `Applications behind ${target} answer with errors`,
    },
    ...Object.fromEntries(
      groups.map(({ name }): [string, AlarmSpec] => [
        `${name}-unhealthy-hosts`,
        {
          metric: 'UnHealthyHostCount',
          of: name,
          statistic: 'Maximum',
          threshold: 1,
          period: 60,
          periods: 5,
          datapoints: 3,
          missing: 'missing',
          description: `Targets of ${name} fail their health check`,
        },
      ]),
    ),
  };
  const rule = Object.keys(metrics).map((name) => `ALARM("${name}")`);
  return { ...metrics, [`${target}-trouble`]: { rule: rule.join(' OR ') } };
}

function recordOf(name: string, raw: AlarmSpec, front: Front): AlarmRecord {
  const spec = alarmSchema.parse(raw);
  const common = {
    name,
    arn: `arn:aws:cloudwatch:${front.region}:${front.account}:alarm:${name}`,
    description: spec.description,
    notifies: spec.notifies,
    tags: spec.tags,
  };
  if ('rule' in spec) {
    const children = [...spec.rule.matchAll(/ALARM\("([^"]+)"\)/g)].map(([, child = '']) => child);
    return { ...common, kind: 'composite', rule: spec.rule, children };
  }
  const { of, statistic, comparison, threshold, period, periods, datapoints, missing, metric } = spec;
  const watches = { statistic, comparison, threshold, period, periods, datapoints, missing, metric };
  return {
    ...common,
    kind: 'metric',
    namespace: 'AWS/ApplicationELB',
    dimensions: dimensionsOf(of, front),
    ...watches,
  };
}

function dimensionsOf(of: string, { loadBalancers, targetGroups }: Front): Dimensions {
  const group = targetGroups.find(({ name }) => name === of);
  const front = loadBalancers.find(({ name, arn }) => (group ? arn === group.loadBalancerArn : name === of));
  if (!front) throw new Error(`an alarm watches ${of}, which is no load balancer and no target group of this world`);
  return { ...(group && { TargetGroup: group.dimension }), LoadBalancer: front.dimension };
}
