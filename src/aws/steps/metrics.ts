import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { MetricSeries } from '../../domain/evidence.ts';
import { lostOf } from '../failure.ts';
import type { Step, Trip } from '../trip.ts';
import { servicesStep } from './ecs.ts';
import { loadBalancerStep, targetGroupDimension, targetGroupsStep } from './load-balancer.ts';
import { type MetricSpan, metricData, metricSpan, type Wanted } from './metric-data.ts';

export type Side = 'window' | 'baseline';

type Row = readonly [metric: string, ...stats: readonly string[]];

const ofLoadBalancer: readonly Row[] = [
  ['RequestCount', 'Sum'],
  ['HTTPCode_ELB_500_Count', 'Sum'],
  ['HTTPCode_ELB_502_Count', 'Sum'],
  ['HTTPCode_ELB_503_Count', 'Sum'],
  ['HTTPCode_ELB_504_Count', 'Sum'],
  ['HTTPCode_ELB_5XX_Count', 'Sum'],
  ['HTTPCode_ELB_4XX_Count', 'Sum'],
  ['HTTPCode_Target_2XX_Count', 'Sum'],
  ['HTTPCode_Target_4XX_Count', 'Sum'],
  ['HTTPCode_Target_5XX_Count', 'Sum'],
  ['TargetConnectionErrorCount', 'Sum'],
  ['TargetTLSNegotiationErrorCount', 'Sum'],
  ['ClientTLSNegotiationErrorCount', 'Sum'],
  ['TargetResponseTime', 'Average', 'p50', 'p99', 'Maximum'],
  ['NewConnectionCount', 'Sum'],
  ['ActiveConnectionCount', 'Sum'],
  ['RejectedConnectionCount', 'Sum'],
  ['DesyncMitigationMode_NonCompliant_Request_Count', 'Sum'],
  ['ELBAuthError', 'Sum'],
  ['ConsumedLCUs', 'Sum'],
  ['PeakLCUs', 'Maximum'],
  ['CapacityUtilization', 'Maximum'],
];

const ofZone: readonly Row[] = [
  ['RequestCount', 'Sum'],
  ['HTTPCode_ELB_502_Count', 'Sum'],
  ['HTTPCode_Target_5XX_Count', 'Sum'],
];

const ofTargetGroup: readonly Row[] = [
  ['RequestCount', 'Sum'],
  ['RequestCountPerTarget', 'Sum'],
  ['HTTPCode_Target_2XX_Count', 'Sum'],
  ['HTTPCode_Target_4XX_Count', 'Sum'],
  ['HTTPCode_Target_5XX_Count', 'Sum'],
  ['TargetConnectionErrorCount', 'Sum'],
  ['TargetTLSNegotiationErrorCount', 'Sum'],
  ['TargetResponseTime', 'Average', 'p50', 'p99', 'Maximum'],
  ['HealthyHostCount', 'Minimum', 'Maximum'],
  ['UnHealthyHostCount', 'Minimum', 'Maximum'],
  ['UnhealthyRoutingRequestCount', 'Sum'],
  ['HealthyStateRouting', 'Minimum'],
  ['UnhealthyStateRouting', 'Minimum'],
  ['AnomalousHostCount', 'Maximum'],
  ['MitigatedHostCount', 'Maximum'],
];

/** Only where the group has a target control port. */
const ofTargetControl: readonly Row[] = [
  ['TargetControlChannelErrorCount', 'Sum'],
  ['TargetControlRequestRejectCount', 'Sum'],
];

const ofService: readonly Row[] = [
  ['CPUUtilization', 'Average', 'Maximum'],
  ['MemoryUtilization', 'Average', 'Maximum'],
];

/** Only where the cluster has Container Insights on. */
const ofInsights: readonly Row[] = [
  ['RunningTaskCount', 'Minimum', 'Maximum'],
  ['DesiredTaskCount', 'Maximum'],
  ['PendingTaskCount', 'Maximum'],
  ['DeploymentCount', 'Maximum'],
  ['RestartCount', 'Maximum'],
];

const leadInMs = 3 * 3_600_000;

/** The window with three hours before it, so that an onset can be seen; the baseline as it is. */
export function spanOf({ window, clock }: Pick<Trip, 'window' | 'clock'>, side: Side): MetricSpan {
  const now = clock.now().getTime();
  if (side === 'baseline') return metricSpan(Date.parse(window.baseline.from), Date.parse(window.baseline.to), now);
  return metricSpan(Date.parse(window.from) - leadInMs, Date.parse(window.to), now);
}

export function albMetricsStep(side: Side): Step<readonly MetricSeries[]> {
  return {
    id: `step:alb-metrics-${side}`,
    actions: ['cloudwatch:GetMetricData'],
    needs: [loadBalancerStep, targetGroupsStep],
    async take(trip) {
      const [loadBalancer, groups] = await Promise.all([trip.attempt(loadBalancerStep), groupsOf(trip)]);
      const LoadBalancer = trip.scope.dimension;
      const zones = (loadBalancer?.AvailabilityZones ?? []).flatMap(({ ZoneName }) => ZoneName ?? []);
      const alb = rows('AWS/ApplicationELB');
      const wanted = [
        ...alb(ofLoadBalancer, { LoadBalancer }),
        ...zones.flatMap((AvailabilityZone) => alb(ofZone, { AvailabilityZone, LoadBalancer })),
        ...groups.flatMap(({ TargetGroupArn = '', TargetControlPort }) =>
          alb([...ofTargetGroup, ...(TargetControlPort === undefined ? [] : ofTargetControl)], {
            LoadBalancer,
            TargetGroup: targetGroupDimension(TargetGroupArn),
          }),
        ),
      ];
      return metricData(trip, wanted, spanOf(trip, side));
    },
  };
}

/** Without the target groups the load balancer's own rows are still there: the others are lost by name. */
function groupsOf(trip: Trip): Promise<readonly TargetGroup[]> {
  return trip.get(targetGroupsStep).catch((error: unknown) => {
    trip.lose(...lostOf(error));
    return [];
  });
}

export function ecsMetricsStep(side: Side): Step<readonly MetricSeries[]> {
  return {
    id: `step:ecs-metrics-${side}`,
    actions: ['cloudwatch:GetMetricData'],
    needs: [servicesStep],
    async take(trip) {
      const services = await trip.get(servicesStep);
      if (services.length === 0) return [];
      const dimensions = services.map(({ clusterArn = '', serviceName = '' }) => ({
        ClusterName: clusterArn.split('/').at(-1) ?? clusterArn,
        ServiceName: serviceName,
      }));
      const wanted = dimensions.flatMap((of) => [
        ...rows('AWS/ECS')(ofService, of),
        ...rows('ECS/ContainerInsights')(ofInsights, of),
      ]);
      const series = await metricData(trip, wanted, spanOf(trip, side));
      return series.filter(({ namespace, points }) => namespace === 'AWS/ECS' || points.length > 0);
    },
  };
}

function rows(namespace: string) {
  return (table: readonly Row[], dimensions: Readonly<Record<string, string>>): readonly Wanted[] =>
    table.flatMap(([metric, ...stats]) => stats.map((stat) => ({ namespace, metric, stat, dimensions })));
}
