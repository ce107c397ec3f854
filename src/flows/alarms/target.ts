import type { AlarmEvent } from '../../domain/alarm.ts';
import type { TargetBy } from '../../domain/alarm-rows.ts';
import { type AlarmRules, ruleOf } from './rules.ts';

/** What an alarm is about, as far as that can be told without asking anybody. `query`: as people type it. */
export interface KnownTarget {
  readonly query: string;
  readonly by: TargetBy;
}

/** Labels that name a load balancer: our own tag, and what the usual exporters of CloudWatch's metrics write. */
const labels = ['502:target', 'fiveohtwo_target', 'dimension_LoadBalancer', 'load_balancer', 'loadbalancer'];

export function targetOf(rules: AlarmRules, event: AlarmEvent): KnownTarget | undefined {
  const configured = ruleOf(rules, event)?.target;
  if (configured !== undefined) return { query: configured, by: 'rule' };
  // Of metric math the event names only one of the metrics: the definition tells whether they agree.
  const dimension = event.kind === 'metric-math' ? '' : event.metric?.dimensions.LoadBalancer;
  const query = albQuery(dimension ?? '', event) ?? labelled(event);
  return query === undefined ? undefined : { query, by: 'event' };
}

function labelled(event: AlarmEvent): string | undefined {
  const value = labels.map((name) => event.labels[name]?.trim()).find((found) => found !== undefined && found !== '');
  return value === undefined ? undefined : (albQuery(value, event) ?? value.slice(0, 512));
}

/** `app/shop-alb/50dc…` as the ARN where account and region are known, else as the name. Undefined: no ALB's dimension. */
export function albQuery(dimension: string, { alarm, account, region }: AlarmEvent): string | undefined {
  const [, name] = /^app\/([A-Za-z0-9-]{1,32})\/[0-9a-f]{16}$/.exec(dimension) ?? [];
  if (name === undefined) return undefined;
  if (account === null || region === null) return name;
  const partition = /^arn:(aws[\w-]*):/.exec(alarm)?.[1] ?? 'aws';
  return `arn:${partition}:elasticloadbalancing:${region}:${account}:loadbalancer/${dimension}`;
}

/** Whether AWS could know which load balancer an alarm is about. */
export function canBeLookedUp({ source, region }: AlarmEvent): boolean {
  return source === 'cloudwatch' && region !== null;
}

/** Whether two queries mean the same load balancer: by ARN, or by name where one of them is no more than that. */
export function isSameTarget(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [arnName(one), arnName(other)];
  if (a !== undefined && b !== undefined) return false;
  return (a ?? one) === (b ?? other);
}

/** `shop-alb` for people; other queries as they are. */
export function targetName(query: string): string {
  return arnName(query) ?? query;
}

function arnName(query: string): string | undefined {
  return /^arn:[^:]*:elasticloadbalancing:[^:]*:[^:]*:loadbalancer\/app\/([^/]+)\//.exec(query)?.[1];
}
