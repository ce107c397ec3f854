import { type AlarmEvent, transitionId } from '../../src/domain/alarm.ts';

const account = '111122223333';
const region = 'ap-northeast-1';
export const albDimension = 'app/shop-alb/50dc6c495c0c9188';
export const albArn = `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/${albDimension}`;
export const alarmArn = (name: string) => `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;

/** A CloudWatch alarm on 502s of shop-alb, with what the test says instead. */
export function alarmEvent(change: Partial<AlarmEvent> & { readonly name?: string } = {}): AlarmEvent {
  const name = change.name ?? 'shop-502';
  return {
    source: 'cloudwatch',
    alarm: alarmArn(name),
    kind: 'metric',
    state: 'alarm',
    changedAt: Date.parse('2026-11-20T10:02:00Z'),
    reason: 'Threshold Crossed: 3 datapoints [41.0 (20/11/26 10:01:00)] were greater than the threshold (10.0).',
    description: '502s of the shop',
    account,
    region,
    metric: metricOf({ LoadBalancer: albDimension }),
    children: [],
    labels: {},
    link: null,
    ...change,
    name,
  };
}

export function metricOf(dimensions: Readonly<Record<string, string>>): NonNullable<AlarmEvent['metric']> {
  return {
    namespace: 'AWS/ApplicationELB',
    name: 'HTTPCode_ELB_502_Count',
    dimensions,
    statistic: 'Sum',
    periodSeconds: 60,
    threshold: 10,
    comparison: 'GreaterThanThreshold',
  };
}

/** As the roads keep it. */
export function alarmDelivery(event: AlarmEvent) {
  return { id: transitionId(event), kind: 'alarm' as const, body: { ...event } };
}
