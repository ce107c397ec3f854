import type { MetricSeries } from '../../../domain/evidence.ts';
import type { Step } from '../../trip.ts';
import { type Found, storesNearStep } from '../data-stores.ts';
import { metricData, type Wanted } from '../metric-data.ts';
import { spanOf } from '../metrics.ts';

type Row = readonly [metric: string, ...stats: readonly string[]];

const ofInstance: readonly Row[] = [
  ['DatabaseConnections', 'Maximum', 'Minimum'],
  ['CPUUtilization', 'Average', 'Maximum'],
  ['FreeableMemory', 'Minimum'],
  ['FreeStorageSpace', 'Minimum'],
  ['ReadLatency', 'Average'],
  ['WriteLatency', 'Average'],
  ['CommitLatency', 'Average'],
  ['DiskQueueDepth', 'Average'],
  ['ReadIOPS', 'Average'],
  ['WriteIOPS', 'Average'],
  ['SwapUsage', 'Maximum'],
  ['BurstBalance', 'Minimum'],
  ['CPUCreditBalance', 'Minimum'],
  ['DBLoad', 'Average'],
  ['Deadlocks', 'Average'],
];

const ofCache: readonly Row[] = [
  ['CurrConnections', 'Maximum', 'Minimum'],
  ['CPUUtilization', 'Maximum'],
  ['EngineCPUUtilization', 'Maximum'],
  ['DatabaseMemoryUsagePercentage', 'Maximum'],
  ['Evictions', 'Sum'],
  ['FreeableMemory', 'Minimum'],
  ['SwapUsage', 'Maximum'],
];

const storeLimit = 25;

/** Of the databases and caches of the VPC; those that report nothing are left out. */
export const storeMetricsStep: Step<readonly MetricSeries[]> = {
  id: 'step:store-metrics',
  actions: ['cloudwatch:GetMetricData'],
  needs: [storesNearStep],
  async take(trip) {
    const stores = await trip.get(storesNearStep);
    const wanted = stores.slice(0, storeLimit).flatMap(wantedOf);
    if (wanted.length === 0) return [];
    const series = await metricData(trip, wanted, spanOf(trip, 'window'));
    return series.filter(({ points }) => points.length > 0);
  },
};

function wantedOf({ kind, id, members }: Found): readonly Wanted[] {
  if (kind === 'rds-instance') return rows('AWS/RDS', ofInstance, { DBInstanceIdentifier: id });
  if (kind !== 'elasticache') return [];
  // A group's nodes report, not the group; a cache that stands alone is its own node.
  const nodes = members.length > 1 ? members.slice(1) : members;
  return nodes.slice(0, 6).flatMap((node) => rows('AWS/ElastiCache', ofCache, { CacheClusterId: node }));
}

function rows(namespace: string, table: readonly Row[], dimensions: Wanted['dimensions']): readonly Wanted[] {
  return table.flatMap(([metric, ...stats]) => stats.map((stat) => ({ namespace, metric, stat, dimensions })));
}
