import type { Fleet } from '../fleet.ts';
import type { InstanceRecord } from '../instance-records.ts';
import type { Task } from '../task.ts';

const MINUTE = 60_000;

type Failure = Fleet['app']['ec2']['failures'][number];

/** The machines whose host or system fails, as the world states it. EC2's checks find out two minutes later. */
export function planFailures(fleet: Fleet, recordOf: (task: Task) => InstanceRecord): void {
  const { run, app } = fleet;
  for (const failure of app.ec2.failures) {
    run.schedule.at(run.anchor + failure.at, () => {
      const task = fleet.tasks[failure.unit];
      if (task) fail(fleet, task, recordOf(task), failure);
    });
  }
}

function fail(fleet: Fleet, task: Task, { checks }: InstanceRecord, { until, check, strain, dead }: Failure): void {
  const { run } = fleet;
  task.strain = strain;
  if (dead) fleet.die(task);
  const system = check === 'system' ? 'impaired' : 'ok';
  checks.push({ at: run.schedule.now + 2 * MINUTE, system, instance: 'impaired' });
  if (until === undefined) return;
  run.schedule.at(run.anchor + until, () => {
    task.strain = 0;
    if (dead) fleet.revive(task);
    checks.push({ at: run.schedule.now + MINUTE, system: 'ok', instance: 'ok' });
  });
}
