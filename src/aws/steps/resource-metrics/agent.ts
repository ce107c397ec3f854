import { ListMetricsCommand, type Metric } from '@aws-sdk/client-cloudwatch';
import type { MetricSeries } from '../../../domain/evidence.ts';
import { gather, pages, type Step, type Trip } from '../../trip.ts';
import { instancesStep } from '../ec2/instances.ts';
import { metricData, type Wanted } from '../metric-data.ts';
import { spanOf } from '../metrics.ts';

/** What agents call what is worth a look; the CloudWatch agent's names, which others copy. */
const stats: Readonly<Record<string, string>> = {
  mem_used_percent: 'Maximum',
  swap_used_percent: 'Maximum',
  disk_used_percent: 'Maximum',
  disk_inodes_free: 'Minimum',
  netstat_tcp_established: 'Maximum',
  netstat_tcp_time_wait: 'Maximum',
  ethtool_conntrack_allowance_exceeded: 'Maximum',
  ethtool_conntrack_allowance_available: 'Minimum',
  ethtool_pps_allowance_exceeded: 'Maximum',
  ethtool_bw_in_allowance_exceeded: 'Maximum',
  ethtool_bw_out_allowance_exceeded: 'Maximum',
  ethtool_linklocal_allowance_exceeded: 'Maximum',
  processes_blocked: 'Maximum',
  'Memory % Committed Bytes In Use': 'Maximum',
  'LogicalDisk % Free Space': 'Minimum',
};

/** One call each: instances of one group are alike. */
const instanceLimit = 12;
const seriesLimit = 200;

const agentListStep: Step<readonly Metric[]> = {
  id: 'step:agent-metric-list',
  actions: ['cloudwatch:ListMetrics'],
  needs: [instancesStep],
  async take(trip) {
    const instances = await trip.get(instancesStep);
    const living = instances.filter(({ State }) => State?.Name !== 'terminated').slice(0, instanceLimit);
    const found = await gather(living, trip, ({ InstanceId = '' }) => metricsOf(trip, InstanceId));
    return found.flat().filter(({ Namespace, MetricName = '' }) => Namespace !== 'AWS/EC2' && MetricName in stats);
  },
};

/** What an agent on the instances reports. Under any namespace: each of its dimensions is known only to ListMetrics. */
export const agentMetricsStep: Step<readonly MetricSeries[]> = {
  id: 'step:agent-metrics',
  actions: ['cloudwatch:ListMetrics', 'cloudwatch:GetMetricData'],
  needs: [agentListStep],
  async take(trip) {
    const listed = await trip.get(agentListStep);
    const wanted = listed.slice(0, seriesLimit).flatMap(wantedOf);
    if (wanted.length === 0) return [];
    const series = await metricData(trip, wanted, spanOf(trip, 'window'));
    return series.filter(({ points }) => points.length > 0);
  },
};

function metricsOf(trip: Trip, Value: string): Promise<readonly Metric[]> {
  return pages(trip, { what: 'cloudwatch:ListMetrics', limit: 30 }, async (NextToken) => {
    const answer = await trip.cloudwatch.send(
      new ListMetricsCommand({ Dimensions: [{ Name: 'InstanceId', Value }], RecentlyActive: 'PT3H', NextToken }),
    );
    return { items: answer.Metrics ?? [], next: answer.NextToken };
  });
}

function wantedOf({ Namespace: namespace = '', MetricName: metric = '', Dimensions = [] }: Metric): readonly Wanted[] {
  const dimensions = Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));
  const stat = stats[metric];
  // Pseudo file systems are full by nature.
  if (stat === undefined || /^(tmpfs|devtmpfs|squashfs|overlay|iso9660)$/.test(dimensions.fstype ?? '')) return [];
  return [{ namespace, metric, stat, dimensions }];
}
