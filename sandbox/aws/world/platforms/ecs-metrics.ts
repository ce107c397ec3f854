import type { Fleet } from '../fleet.ts';
import type { Task } from '../task.ts';
import type { Platform } from './platform.ts';

const dimensionsOf = ({ app }: Fleet) => ({ ClusterName: app.cluster, ServiceName: app.service });

export function reportCpu(fleet: Fleet, at: number, used: Parameters<Platform['cpu']>[1]): void {
  const { app, run } = fleet;
  const dimensions = dimensionsOf(fleet);
  for (const { percent } of used) {
    run.metrics.add('AWS/ECS', 'CPUUtilization', dimensions, at + 30_000, percent);
    run.metrics.add('ECS/ContainerInsights', 'CpuUtilized', dimensions, at + 30_000, (percent * app.cpu) / 100);
  }
  run.metrics.add('ECS/ContainerInsights', 'RunningTaskCount', dimensions, at + 30_000, used.length);
  run.metrics.add('ECS/ContainerInsights', 'DesiredTaskCount', dimensions, at + 30_000, app.tasks);
}

export function reportMemory(fleet: Fleet, task: Task, usedMib: number): void {
  const { metrics, schedule } = fleet.run;
  const dimensions = dimensionsOf(fleet);
  const limit = task.behaviour.memory;
  const used = Math.min(usedMib, limit);
  metrics.add('AWS/ECS', 'MemoryUtilization', dimensions, schedule.now, (100 * used) / limit);
  metrics.add('ECS/ContainerInsights', 'MemoryUtilized', dimensions, schedule.now, used);
  metrics.add('ECS/ContainerInsights', 'MemoryReserved', dimensions, schedule.now, limit);
}
