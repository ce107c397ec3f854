import type { Logger } from 'pino';
import type { JobRow } from '../domain/job-rows.ts';
import type { Clock, JobName, Jobs } from '../domain/ports.ts';
import type { Engine } from './engine.ts';
import { makeSchedules } from './schedules.ts';
import type { Registration } from './settle.ts';
import { type Later, later as realLater } from './timer.ts';
import { startWork, type Work, type WorkDeps } from './work.ts';

const DEFAULTS = { attempts: 5, concurrency: 4, limitMs: 10 * 60_000, onDead: undefined };
const DAY_MS = 24 * 3_600_000;
const KEEP_DONE_MS = 7 * DAY_MS;

export interface RunnerDeps {
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Looks at the rows at least this often, whatever it was told. 5 s unless given. */
  readonly pollMs?: number;
  readonly later?: Later;
  readonly random?: () => number;
}

/** Runs the jobs that an engine hands out: the same on both databases. */
export function makeRunner(engine: Engine, deps: RunnerDeps): Jobs {
  const { clock, log, pollMs = 5000, later = realLater, random = Math.random } = deps;
  const { store, rows } = engine;
  const workDeps: WorkDeps = { store, rows, clock, log, pollMs, later, random };
  const registered = new Map<JobName, Registration>();
  const schedules = makeSchedules(engine, clock);
  const works = new Set<Work>();
  let going = false;
  let cancelTimer = () => {};
  let pumping: Promise<void> | undefined;
  let askedAgain = false;
  let prunedAt = 0;

  /** Many may ask; one looks, and looks again when asked meanwhile. */
  function wake(): void {
    if (!going) return;
    askedAgain = true;
    pumping ??= pump().finally(() => {
      pumping = undefined;
      if (askedAgain) wake();
    });
  }

  async function pump(): Promise<void> {
    cancelTimer();
    let nextLook = pollMs;
    try {
      while (going && askedAgain) {
        askedAgain = false;
        nextLook = await look();
      }
    } catch (error) {
      log.error({ err: error }, 'the job table could not be read');
    }
    if (going) cancelTimer = later(nextLook, wake);
  }

  /** Starts all that can run now; gives the milliseconds until there may be more. */
  async function look(): Promise<number> {
    await prune();
    const nextTick = await schedules.tick();
    while (going && (await startSome()));
    const now = clock.now().getTime();
    const nextDue = await engine.nextDue([...registered.keys()], now);
    return Math.max(0, Math.min(pollMs, (nextTick ?? Infinity) - now, (nextDue ?? Infinity) - now));
  }

  async function prune(): Promise<void> {
    const now = clock.now().getTime();
    if (now - prunedAt < DAY_MS) return;
    await engine.prune(now - KEEP_DONE_MS);
    prunedAt = now;
  }

  async function startSome(): Promise<boolean> {
    const free = new Map(
      [...registered]
        .map(([name, { concurrency }]) => [name, concurrency - countOf(name)] as const)
        .filter(([, room]) => room > 0),
    );
    if (free.size === 0) return false;
    const jobs = await engine.claim(free, clock.now().getTime());
    for (const job of jobs) begin(job);
    return jobs.length > 0;
  }

  function begin(job: JobRow): void {
    const how = registered.get(job.name);
    if (how === undefined) return;
    const work = startWork(workDeps, job, how);
    works.add(work);
    void work.over.then(() => {
      works.delete(work);
      wake();
    });
  }

  function countOf(name: JobName): number {
    return [...works].filter(({ job }) => job.name === name).length;
  }

  function lost({ id, starts }: Pick<JobRow, 'id' | 'starts'>): void {
    for (const work of works) if (work.job.id === id && work.job.starts === starts) work.lose();
  }

  return {
    async enqueue(tx, job) {
      if (await engine.put(tx, job, clock.now().getTime())) store.afterCommit(tx, wake);
    },
    register(name, handler, options = {}) {
      registered.set(name, { ...DEFAULTS, ...options, handler });
    },
    schedule: (name, cron, job) => schedules.add(name, cron, job),
    async start() {
      await engine.begin({ registered, wake, lost });
      await schedules.plan();
      going = true;
      wake();
    },
    async stop(limitMs) {
      going = false;
      cancelTimer();
      await pumping;
      let cancelLimit = () => {};
      const limit = new Promise<void>((resolve) => {
        cancelLimit = later(limitMs, resolve);
      });
      await Promise.race([Promise.all([...works].map(({ over }) => over)), limit]);
      cancelLimit();
      for (const work of [...works]) await work.abandon();
      await engine.end();
    },
  };
}
