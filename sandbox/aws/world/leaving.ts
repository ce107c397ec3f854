import { stopLines } from './app-log.ts';
import type { Line, Run } from './run.ts';
import type { App } from './spec.ts';
import type { Task } from './task.ts';

const SECOND = 1_000;

/** What the end of a task needs of its fleet. */
export interface Leaving {
  readonly run: Run;
  readonly app: App;
  say(task: Task, at: number, lines: readonly Line[]): void;
  die(task: Task): void;
  exited(task: Task, code: number): void;
  stopped(task: Task, at: number): void;
}

/** SIGTERM, and what the process makes of it. */
export function terminate(fleet: Leaving, task: Task): void {
  const { run, app } = fleet;
  const now = run.schedule.now;
  const patience = (app.stopTimeout ?? 30) * SECOND;
  if (task.dead) {
    fleet.stopped(task, now + 8 * SECOND);
    return;
  }
  fleet.say(task, now, stopLines(app, now));
  if (app.shutdown === 'ignore') exit(fleet, task, now + patience, 137);
  else if (app.shutdown === 'exit') exit(fleet, task, now + 3, app.stack === 'express' ? 143 : 0);
  else drain(fleet, task, now + patience);
}

/** No new connections; it ends when the last answer is out, or is killed at the deadline. */
function drain(fleet: Leaving, task: Task, deadline: number): void {
  const { schedule } = fleet.run;
  task.listening = false;
  const poll = () => {
    if (task.flights.size === 0) exit(fleet, task, schedule.now, 0);
    else if (schedule.now >= deadline) exit(fleet, task, schedule.now, 137);
    else schedule.at(schedule.now + 200, poll);
  };
  schedule.at(schedule.now + 200, poll);
}

function exit(fleet: Leaving, task: Task, at: number, code: number): void {
  fleet.run.schedule.at(at, () => {
    if (!task.dead) fleet.exited(task, code);
    fleet.die(task);
    fleet.stopped(task, at + fleet.run.random.between(6, 14) * SECOND);
  });
}
