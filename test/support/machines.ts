import type { Instance, MetricSeries, Metrics, ScalingActivity, ScalingGroup } from '../../src/domain/evidence.ts';
import { at, groupArn, series, type Values, window } from './evidence.ts';

/** Two instances of one Auto Scaling group, at 10.0.1.10 and 10.0.2.10: builders take what a test is about. */
export function instance(change: Partial<Instance> = {}): Instance {
  return {
    id: 'i-0aaaaaaaaaaaaaaaa',
    state: 'running',
    type: 'm6i.large',
    imageId: 'ami-1',
    launchedAt: '2026-11-18T03:00:00.000Z',
    stoppedReason: null,
    zone: 'eu-west-1a',
    subnetId: 'subnet-1',
    privateIps: ['10.0.1.10'],
    securityGroups: ['sg-1'],
    autoScalingGroup: 'shop-asg',
    launchTemplateVersion: '7',
    tags: {},
    systemStatus: 'ok',
    instanceStatus: 'ok',
    ebsStatus: 'ok',
    events: [],
    ...change,
  };
}

export const second = instance({ id: 'i-0bbbbbbbbbbbbbbbb', zone: 'eu-west-1b', privateIps: ['10.0.2.10'] });

export function activity(change: Partial<ScalingActivity> = {}): ScalingActivity {
  return {
    id: 'a-1',
    startedAt: at(30),
    endedAt: at(33),
    status: 'Successful',
    description: 'Terminating EC2 instance: i-0aaaaaaaaaaaaaaaa',
    cause:
      'At 2026-11-20T09:29:53Z a monitor alarm TargetTracking-shop-asg-AlarmLow in state ALARM triggered policy cpu changing the desired capacity from 3 to 2.',
    statusMessage: null,
    instanceId: 'i-0aaaaaaaaaaaaaaaa',
    ...change,
  };
}

export const forHealth = activity({
  cause:
    'At 2026-11-20T09:30:00Z an instance was taken out of service in response to an ELB system health check failure.',
});

export function scalingGroup(change: Partial<ScalingGroup> = {}): ScalingGroup {
  return {
    kind: 'auto-scaling-group',
    name: 'shop-asg',
    arn: 'arn:aws:autoscaling:eu-west-1:111122223333:autoScalingGroup:0a:autoScalingGroupName/shop-asg',
    min: 2,
    max: 6,
    desired: 2,
    healthCheckType: 'ELB',
    healthCheckGraceSeconds: 300,
    targetGroupArns: [groupArn],
    instances: [],
    suspendedProcesses: [],
    lifecycleHooks: [],
    policies: [],
    activities: [],
    refreshes: [],
    ...change,
  };
}

/** One metric of one instance, a value a minute; zeros are reported. */
export function machineSeries(
  metric: string,
  values: Values,
  id = 'i-0aaaaaaaaaaaaaaaa',
  stat = 'Maximum',
): MetricSeries {
  const valueAt = typeof values === 'number' ? () => values : values;
  return series(metric, 0, {
    namespace: metric.includes('_percent') || metric.startsWith('ethtool') ? 'CWAgent' : 'AWS/EC2',
    stat,
    dimensions: { InstanceId: id },
    points: Array.from({ length: 60 }, (_, minute) => ({ at: at(minute), value: valueAt(minute) ?? 0 })),
  });
}

export function machineMetrics(...all: readonly MetricSeries[]): Metrics {
  return { span: { from: window.from, to: window.to }, periodSeconds: 60, series: all };
}
