import type { Run } from './run.ts';
import type { App } from './spec.ts';
import type { Task } from './task.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** How long a fresh task of a leaking app lives, ms; 0 when it does not leak. */
export function memoryLife(app: App, task: Task): number {
  const use = app.memoryUse;
  if (!use || use.leakPerMinute <= 0) return 0;
  return ((task.behaviour.memory - use.idle) / use.leakPerMinute) * MINUTE;
}

/** Reports a task's memory three times a minute and tells when it has reached the limit. */
export function watchMemory(run: Run, app: App, task: Task, leaksFrom: number, full: () => void): void {
  const use = app.memoryUse;
  if (!use) return;
  const from = use.from === undefined ? leaksFrom : Math.max(leaksFrom, run.anchor + use.from);
  const pace = run.random.between(0.92, 1.08);
  const tick = () => {
    if (task.dead) return;
    const minutes = Math.max(0, run.schedule.now - from) / MINUTE;
    const used = use.idle + use.leakPerMinute * pace * minutes + run.random.between(-6, 6);
    report(run, app, task, Math.min(used, task.behaviour.memory));
    if (used >= task.behaviour.memory) full();
    else run.schedule.at(run.schedule.now + 20 * SECOND, tick);
  };
  run.schedule.at(run.schedule.now + run.random.between(0, 20) * SECOND, tick);
}

function report({ metrics, schedule }: Run, app: App, task: Task, usedMib: number): void {
  const dimensions = { ClusterName: app.cluster, ServiceName: app.service };
  const limit = task.behaviour.memory;
  metrics.add('AWS/ECS', 'MemoryUtilization', dimensions, schedule.now, (100 * usedMib) / limit);
  metrics.add('ECS/ContainerInsights', 'MemoryUtilized', dimensions, schedule.now, usedMib);
  metrics.add('ECS/ContainerInsights', 'MemoryReserved', dimensions, schedule.now, limit);
}
