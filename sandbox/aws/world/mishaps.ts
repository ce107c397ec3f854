import { leveled } from './app-log.ts';
import type { Fleet } from './fleet.ts';
import type { Trouble } from './mishap-spec.ts';
import { zonesOf } from './names.ts';
import { stamped } from './proxy.ts';
import type { Random } from './random.ts';
import type { Run } from './run.ts';
import type { App, Route } from './spec.ts';
import type { Connection, Task } from './task.ts';

const MINUTE = 60_000;

const holdsAt = ({ at, until }: Pick<Trouble, 'at' | 'until'>, offset: number): boolean =>
  (at === undefined || at <= offset) && (until === undefined || offset < until);

/** What is wrong with a unit now, whoever asks. */
function troublesOf(run: Run, fleet: Pick<Fleet, 'app' | 'tasks' | 'rate'>, task: Task): Trouble[] {
  const { trouble } = fleet.app;
  if (trouble.length === 0) return trouble;
  const offset = run.schedule.now - run.anchor;
  return trouble.filter(
    (one) =>
      holdsAt(one, offset) &&
      (one.rpsAbove === undefined || fleet.rate > one.rpsAbove) &&
      (one.zone === undefined || zonesOf(run.world)[one.zone] === task.zone) &&
      (one.units === undefined || isAmong(fleet.tasks, task, one)),
  );
}

/** The first units of the service, also after they were replaced: the newest living ones keep the place. */
function isAmong(tasks: readonly Task[], task: Task, { units = 0, zone }: Trouble): boolean {
  const living = tasks.filter(({ dead, gone, stopping }) => !dead && !gone && !stopping);
  const alike = zone === undefined ? living : living.filter((other) => other.zone === task.zone);
  return alike.indexOf(task) >= 0 && alike.indexOf(task) < units;
}

/** The trouble that one request meets at its target, if any. */
export function troubleFor(run: Run, fleet: Fleet, task: Task, route: Route): Trouble | undefined {
  return troublesOf(run, fleet, task).find(
    ({ share, paths, methods }) =>
      (paths.length === 0 || paths.includes(route.path)) &&
      (methods.length === 0 || methods.includes(route.method)) &&
      run.random.chance(share),
  );
}

/** How long it takes to fail, ms, and the status that the client sees; null for a connection that broke. */
export function sufferedFrom(
  { how, ms, status }: Trouble,
  idle: number,
  random: Random,
): { readonly ms: number; readonly status: number | null; readonly timedOut: boolean } {
  if (how === 'reset') return { ms: random.between(0.2, 4), status: null, timedOut: false };
  const took = how === 'hang' ? idle : random.logNormal(ms, 0.4);
  if (took >= idle) return { ms: idle, status: null, timedOut: true };
  return { ms: took, status: how === 'answer' ? status : null, timedOut: false };
}

/** Why a new connection is turned away, and what is written about it. */
export function unwillingness(
  app: App,
  task: Task,
  trouble: Trouble | undefined,
): { readonly log?: string | undefined } | undefined {
  if (trouble?.how === 'refuse') return trouble;
  return app.pool?.onFull === 'refuse' && isFull(app, task) ? app.pool : undefined;
}

/** What a health check finds of it. */
export function healthTrouble(run: Run, fleet: Fleet, task: Task): Trouble['health'] {
  return troublesOf(run, fleet, task).find(({ health }) => health !== 'passes')?.health ?? 'passes';
}

export const linesOf = (log: string, route: Route, path: string, at: number): string[] =>
  log
    .replaceAll('{method}', route.method)
    .replaceAll('{path}', path)
    .trimEnd()
    .split('\n')
    .map((line) => stamped(line, at));

/** How much slower a unit is by something of its own: it is new, or more wait for it than it has workers. */
export function ownStrain(run: Run, app: App, task: Task): number {
  const { warmUp, pool } = app;
  const young = warmUp !== undefined && run.schedule.now < task.startedAt + app.boot * 1000 + warmUp.seconds * 1000;
  const queued = pool === undefined ? 0 : Math.max(0, task.flights.size - pool.workers) / pool.workers;
  // `busy` counts fourteenfold: a queue as long as there are workers doubles the time.
  return (young ? warmUp.strain : 0) + queued / 14;
}

/** True when a unit has no worker and no place to wait. */
export const isFull = ({ pool }: App, task: Task): boolean =>
  pool !== undefined && task.flights.size >= pool.workers + pool.backlog;

/** A fresh target of a group with slow start gets less than its share. */
export function isHeldBack(run: Run, { slowStart }: App, task: Task): boolean {
  if (slowStart <= 0 || task.registeredAt === 0) return false;
  const age = (run.schedule.now - task.registeredAt) / 1000;
  return age < slowStart && !run.random.chance(Math.max(0.05, age / slowStart));
}

/** Counts what a unit served, and replaces the worker whose turn has come. */
export function countServed(run: Run, fleet: Fleet, task: Task): void {
  task.served += 1;
  const { recycle } = fleet.app;
  if (recycle === undefined || task.dead) return;
  if (recycle.from !== undefined && run.schedule.now - run.anchor < recycle.from) return;
  // Workers count for themselves, and a little apart from each other.
  const each = Math.max(1, Math.round(recycle.requests / recycle.workers));
  if (task.served % each !== 0) return;
  const now = run.schedule.now;
  if (recycle.log !== undefined)
    fleet.say(
      task,
      now,
      recycle.log
        .trimEnd()
        .split('\n')
        .map((line) => leveled(fleet.app, 'info', line, now)),
    );
  for (const flight of [...task.flights]) {
    if (!run.random.chance(1 / recycle.workers)) continue;
    task.flights.delete(flight);
    flight.cut(now);
  }
  closeIdle(run, task, 1 / recycle.workers, 12);
}

/** What a service does to its connections by the clock. */
export function startReloads(run: Run, fleet: Fleet, until: number): void {
  for (const { at, every, lag, log } of fleet.app.reloads) {
    const reload = () => {
      const now = run.schedule.now;
      const lines = log === undefined ? [] : log.trimEnd().split('\n');
      for (const task of fleet.tasks.filter(({ dead, listening }) => !dead && listening)) {
        fleet.say(task, now, lines);
        closeIdle(run, task, 1, lag);
      }
      if (every !== undefined && now + every * MINUTE < until) run.schedule.at(now + every * MINUTE, reload);
    };
    run.schedule.at(run.anchor + at, reload);
  }
}

/** Closed on the server's side; the nodes have not noticed for up to `lag` ms. */
function closeIdle(run: Run, task: Task, share: number, lag: number): void {
  const now = run.schedule.now;
  for (const pool of task.pools.values())
    for (const one of pool) if (share === 1 || run.random.chance(share)) close(run, one, now, lag);
}

function close(run: Run, connection: Connection, now: number, lag: number): void {
  connection.closesAt = Math.min(connection.closesAt, now);
  connection.noticedAt = Math.min(connection.noticedAt, now + run.random.between(lag / 4, lag));
}

/** Whether a connection that carried so many requests is closed now, without a word. */
export const isWornOut = ({ closesAfter }: App, requests: number): boolean =>
  closesAfter !== undefined && requests >= closesAfter;
