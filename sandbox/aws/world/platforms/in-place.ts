import { stopLines } from '../app-log.ts';
import type { Fleet } from '../fleet.ts';
import type { Task } from '../task.ts';

const SECOND = 1_000;

/** A deploy that changes the process on each machine, one machine after the other. */
export function replaceInPlace(fleet: Fleet, _by: string): void {
  const { app, run } = fleet;
  const units = fleet.tasks.filter(({ stopping }) => !stopping);
  const each = (app.boot + 20 + (app.ec2.blockTraffic ? app.deregistrationDelay + 15 : 0)) * SECOND;
  units.forEach((task, i) => {
    run.schedule.at(run.schedule.now + i * each, () => exchange(fleet, task));
  });
}

function exchange(fleet: Fleet, task: Task): void {
  const { app, run } = fleet;
  if (task.stopping || task.gone) return;
  if (!app.ec2.blockTraffic) {
    stop(fleet, task);
    return;
  }
  fleet.deregister(task);
  run.schedule.at(run.schedule.now + (app.deregistrationDelay + 1) * SECOND, () => {
    stop(fleet, task);
    run.schedule.at(run.schedule.now + (app.boot + 6) * SECOND, () => {
      task.drainingAt = Number.POSITIVE_INFINITY;
      task.heard.length = 0;
      if (!fleet.register(task)) return;
      fleet.membership('RegisterTargets', task);
      fleet.watch(task);
    });
  });
}

/** Down, the files are changed, and up again. */
function stop(fleet: Fleet, task: Task): void {
  const { run, app } = fleet;
  const now = run.schedule.now;
  fleet.say(task, now, stopLines(app, now));
  task.listening = false;
  const wait = app.shutdown === 'drain' ? 2 : 0;
  run.schedule.at(now + wait * SECOND, () => {
    fleet.die(task);
    run.schedule.at(run.schedule.now + 3 * SECOND, () => fleet.revive(task));
  });
}
