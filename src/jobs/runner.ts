import type { Logger } from 'pino';
import type { EmbeddedStore } from '../domain/job-rows.ts';
import type { Clock, JobName, Jobs } from '../domain/ports.ts';
import { makeSchedules } from './schedules.ts';
import { type Registration, resume } from './settle.ts';
import { type Later, later as realLater } from './timer.ts';
import { startWork, type Work, type WorkDeps } from './work.ts';

const DEFAULTS = { attempts: 5, concurrency: 4, limitMs: 10 * 60_000, onDead: undefined };
const DAY_MS = 24 * 3_600_000;
const KEEP_DONE_MS = 7 * DAY_MS;

export interface JobsDeps {
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Looks at the rows at least this often, whatever it was told. 5 s unless given. */
  readonly pollMs?: number;
  readonly later?: Later;
  readonly random?: () => number;
}

/**
 * The job runner of the embedded mode. The lock on the data directory makes this process the only one, so at `start` every
 * running job is one that a crash interrupted.
 */
export function makeJobs(store: EmbeddedStore, deps: JobsDeps): Jobs {
  const { clock, log, pollMs = 5000, later = realLater, random = Math.random } = deps;
  const workDeps: WorkDeps = { store, clock, log, pollMs, later, random };
  const registered = new Map<JobName, Registration>();
  const schedules = makeSchedules(store, clock);
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
    while (going && (await startOne()));
    const now = clock.now().getTime();
    const nextDue = await store.transaction((tx) => store.jobRows.nextDue(tx, [...registered.keys()], now));
    return Math.max(0, Math.min(pollMs, (nextTick ?? Infinity) - now, (nextDue ?? Infinity) - now));
  }

  async function prune(): Promise<void> {
    const now = clock.now().getTime();
    if (now - prunedAt < DAY_MS) return;
    await store.transaction((tx) => store.jobRows.prune(tx, now - KEEP_DONE_MS));
    prunedAt = now;
  }

  async function startOne(): Promise<boolean> {
    const names = [...registered]
      .filter(([name, { concurrency }]) => countOf(name) < concurrency)
      .map(([name]) => name);
    const job = await store.transaction((tx) => store.jobRows.claim(tx, names, clock.now().getTime()));
    const how = job && registered.get(job.name);
    if (job === undefined || how === undefined) return false;
    const work = startWork(workDeps, job, how);
    works.add(work);
    void work.over.then(() => {
      works.delete(work);
      wake();
    });
    return true;
  }

  function countOf(name: JobName): number {
    return [...works].filter(({ job }) => job.name === name).length;
  }

  return {
    async enqueue(tx, job) {
      if (await store.jobRows.put(tx, job, clock.now().getTime())) store.afterCommit(tx, wake);
    },
    register(name, handler, options = {}) {
      registered.set(name, { ...DEFAULTS, ...options, handler });
    },
    schedule: (name, cron, job) => schedules.add(name, cron, job),
    async start() {
      const interrupted = await store.transaction((tx) => store.jobRows.inState(tx, 'running'));
      for (const job of interrupted) await resume(workDeps, job, registered.get(job.name));
      if (interrupted.length > 0) log.info({ count: interrupted.length }, 'interrupted jobs go on');
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
    },
  };
}
