import type { MetricSeries } from '../../../domain/evidence.ts';
import { lostOf } from '../../failure.ts';
import type { Step } from '../../trip.ts';
import { autoScalingGroupsStep } from '../ec2/auto-scaling.ts';
import { instancesStep } from '../ec2/instances.ts';
import { metricData, type Wanted } from '../metric-data.ts';
import { spanOf } from '../metrics.ts';

type Row = readonly [metric: string, ...stats: readonly string[]];

const ofInstance: readonly Row[] = [
  ['CPUUtilization', 'Average', 'Maximum'],
  ['StatusCheckFailed_System', 'Maximum'],
  ['StatusCheckFailed_Instance', 'Maximum'],
  ['StatusCheckFailed_AttachedEBS', 'Maximum'],
  ['CPUCreditBalance', 'Minimum'],
  ['CPUSurplusCreditsCharged', 'Maximum'],
  ['EBSIOBalance%', 'Minimum'],
  ['EBSByteBalance%', 'Minimum'],
  ['NetworkPacketsOut', 'Sum'],
];

const ofGroup: readonly Row[] = [
  ['GroupDesiredCapacity', 'Maximum'],
  ['GroupMaxSize', 'Maximum'],
  ['GroupInServiceInstances', 'Minimum', 'Maximum'],
  ['GroupPendingInstances', 'Maximum'],
  ['GroupTerminatingInstances', 'Maximum'],
];

/** A fleet of hundreds is told by its group; so many are looked at one by one. */
const instanceLimit = 40;

/** Of the instances behind the load balancer, and of their groups; series without a datapoint are left out. */
export const instanceMetricsStep: Step<readonly MetricSeries[]> = {
  id: 'step:instance-metrics',
  actions: ['cloudwatch:GetMetricData'],
  needs: [instancesStep, autoScalingGroupsStep],
  async take(trip) {
    const instances = await trip.get(instancesStep);
    const groups = await trip.get(autoScalingGroupsStep).catch((error: unknown) => {
      trip.lose(...lostOf(error));
      return [];
    });
    const living = instances.filter(({ State }) => State?.Name !== 'terminated');
    const wanted = [
      ...living.slice(0, instanceLimit).flatMap(({ InstanceId = '' }) => rows('AWS/EC2', ofInstance, { InstanceId })),
      ...groups.flatMap(({ AutoScalingGroupName = '' }) => [
        ...rows('AWS/AutoScaling', ofGroup, { AutoScalingGroupName }),
        ...rows('AWS/EC2', [['CPUUtilization', 'Average', 'Maximum']], { AutoScalingGroupName }),
      ]),
    ];
    if (wanted.length === 0) return [];
    if (living.length > instanceLimit) {
      const detail = `${living.length} instances, metrics of ${instanceLimit}`;
      trip.lose({ reason: 'cut-off', action: null, detail });
    }
    const series = await metricData(trip, wanted, spanOf(trip, 'window'));
    return series.filter(({ points }) => points.length > 0);
  },
};

function rows(namespace: string, table: readonly Row[], dimensions: Wanted['dimensions']): readonly Wanted[] {
  return table.flatMap(([metric, ...stats]) => stats.map((stat) => ({ namespace, metric, stat, dimensions })));
}
