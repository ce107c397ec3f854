import type { AccessLog, Instance, MetricSeries, Metrics } from '../../domain/evidence.ts';
import { failingInstances } from './instances.ts';
import { byService } from './metrics.ts';
import { ofInstances, seriesOf } from './resource-metrics.ts';

export interface LoadSources {
  readonly metrics: Metrics;
  readonly resourceMetrics?: Metrics | undefined;
  readonly instances?: readonly Instance[] | undefined;
  readonly accessLog?: AccessLog | undefined;
}

/** Percent of the CPU that there is: of the ECS services, and of the instances that fail. */
export function cpuSeries(sources: LoadSources): readonly MetricSeries[] {
  return [...ofServices(sources, 'CPUUtilization'), ...ofMachines(sources, 'CPUUtilization')];
}

/** Percent of the memory. Of instances it is known only where an agent reports it. */
export function memorySeries(sources: LoadSources): readonly MetricSeries[] {
  return [...ofServices(sources, 'MemoryUtilization'), ...ofMachines(sources, 'mem_used_percent')];
}

function ofServices({ metrics }: LoadSources, metric: string): readonly MetricSeries[] {
  return ['Maximum', 'Average'].flatMap((stat) => byService(metrics, metric, stat));
}

function ofMachines({ resourceMetrics, instances, accessLog }: LoadSources, metric: string): readonly MetricSeries[] {
  if (resourceMetrics === undefined || instances === undefined) return [];
  const ids = new Set(failingInstances(instances, accessLog).map(({ id }) => id));
  return ofInstances(seriesOf(resourceMetrics, metric), ids);
}
