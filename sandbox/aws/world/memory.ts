import type { Fleet } from './fleet.ts';
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
export function watchMemory(fleet: Fleet, task: Task, leaksFrom: number, full: () => void): void {
  const { run, app } = fleet;
  const use = app.memoryUse;
  if (!use) return;
  const from = use.from === undefined ? leaksFrom : Math.max(leaksFrom, run.anchor + use.from);
  const pace = run.random.between(0.92, 1.08);
  const tick = () => {
    if (task.dead) return;
    const minutes = Math.max(0, run.schedule.now - from) / MINUTE;
    const used = use.idle + use.leakPerMinute * pace * minutes + run.random.between(-6, 6);
    const limit = fleet.platform.memory(task, used);
    if (used >= limit) full();
    else run.schedule.at(run.schedule.now + 20 * SECOND, tick);
  };
  run.schedule.at(run.schedule.now + run.random.between(0, 20) * SECOND, tick);
}
