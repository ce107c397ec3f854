import type { JobRow, SharedStore } from '../domain/job-rows.ts';
import type { JobName, Jobs, Tx } from '../domain/ports.ts';
import type { Engine, EngineEvents } from './engine.ts';
import { type Message, makePostman, type Postman, type PostmanDeps } from './postman.ts';
import { makeRunner, type RunnerDeps } from './runner.ts';
import { isInterruptedTooOften, type Registration } from './settle.ts';
import { later as realLater } from './timer.ts';

/** Three signs of life before pg-boss takes a process for gone. */
const BEAT_MS = 3000;
/** Who did not hear the hint of another process looks this soon. */
const POLL_MS = 1000;
const REMIND_MS = 60_000;

export interface SharedDeps extends RunnerDeps, Pick<PostmanDeps, 'url' | 'boss'> {}

/**
 * Jobs that several processes share. Our rows say what a job is and how far it has come; pg-boss brings each row's turn to
 * one process. Both are written in one transaction. A process that dies is noticed after 10 to 13 s.
 */
export function makeSharedJobs(store: SharedStore, deps: SharedDeps): Jobs {
  const postman = makePostman(store, deps);
  return makeRunner(sharedEngine(store, postman, deps), { ...deps, pollMs: deps.pollMs ?? POLL_MS });
}

function sharedEngine(store: SharedStore, postman: Postman, deps: SharedDeps): Engine {
  const { clock, log, later = realLater } = deps;
  const { jobRows } = store;
  const now = () => clock.now().getTime();
  /** By job and start. */
  const held = new Map<
    string,
    { readonly message: Message; readonly job: Pick<JobRow, 'id' | 'starts'>; readonly isKeyed: boolean }
  >();
  const keyOf = ({ id, starts }: Pick<JobRow, 'id' | 'starts'>) => `${id}/${starts}`;
  let stopBeating = () => {};
  let stopReminding = () => {};
  let isBeating = false;
  let events: EngineEvents | undefined;

  /** What follows from the end of a start, in the same transaction: its message is done, the next of its key gets one. */
  async function ended(tx: Tx, claim: Pick<JobRow, 'id' | 'starts'>): Promise<void> {
    const { message, isKeyed = true } = held.get(keyOf(claim)) ?? {};
    if (message !== undefined) await postman.done(tx, message);
    const next = isKeyed ? await jobRows.nextOfKey(tx, claim.id, now()) : undefined;
    if (next !== undefined) await postman.send(tx, next, null);
    store.afterCommit(tx, () => {
      held.delete(keyOf(claim));
      if (next !== undefined) events?.wake();
    });
  }

  async function take(message: Message, registered: ReadonlyMap<JobName, Registration>): Promise<JobRow | undefined> {
    const taking = await store.briefly(async (tx) => {
      const taken = await jobRows.take(tx, message.job, now());
      if (taken.kind !== 'taken') await postman.done(tx, message);
      return taken;
    });
    if (taking.kind !== 'taken') return undefined;
    const { job, isKeyed } = taking;
    held.set(keyOf(job), { message, job, isKeyed });
    keepBeating();
    const how = registered.get(job.name);
    if (how === undefined || !isInterruptedTooOften({ ...job, starts: job.starts - 1 })) return job;
    await bury(job, how);
    return undefined;
  }

  /** It takes every process down that begins it. */
  async function bury(job: JobRow, how: Registration): Promise<void> {
    const error = `interrupted ${job.starts - 1 - job.failures} times`;
    await store.transaction(async (tx) => {
      if (!(await rows.bury(tx, job, error, now()))) return;
      await how.onDead?.(tx, { id: job.id, data: job.data, error });
    });
  }

  async function beat(): Promise<void> {
    const all = [...held.values()];
    const kept = new Set(await postman.keep(all.map(({ message }) => message)));
    for (const { message, job } of all) {
      if (kept.has(message) || !held.has(keyOf(job))) continue;
      held.delete(keyOf(job));
      events?.lost(job);
    }
  }

  /** Beats as long as something is held. */
  function keepBeating(): void {
    if (isBeating || held.size === 0) return;
    isBeating = true;
    stopBeating = later(BEAT_MS, () => {
      void beat()
        .catch((err: unknown) => log.warn({ err }, 'no sign of life could be given for the running jobs'))
        .finally(() => {
          isBeating = false;
          keepBeating();
        });
    });
  }

  const rows: Engine['rows'] = {
    plan: jobRows.plan,
    schedules: jobRows.schedules,
    setNextTick: jobRows.setNextTick,
    async complete(tx, claim, at) {
      const ours = await jobRows.complete(tx, claim, at);
      if (ours) await ended(tx, claim);
      return ours;
    },
    async putBack(tx, claim, next) {
      const ours = await jobRows.putBack(tx, claim, next);
      if (!ours) return false;
      const name = held.get(keyOf(claim))?.message.name;
      await ended(tx, claim);
      if (name !== undefined) await postman.send(tx, { id: claim.id, name }, next.dueAt <= now() ? null : next.dueAt);
      return true;
    },
    async bury(tx, claim, error, at) {
      const ours = await jobRows.bury(tx, claim, error, at);
      if (ours) await ended(tx, claim);
      return ours;
    },
  };

  return {
    store,
    rows,
    async put(tx, job, at) {
      const id = await jobRows.add(tx, job, at);
      if (id === undefined) return false;
      const { dueAt = at } = job;
      await postman.send(tx, { id, name: job.name }, dueAt <= at ? null : dueAt);
      return true;
    },
    async claim(free) {
      const registered = events?.registered ?? new Map();
      const fetched = await allThatWork([...free].map(([name, most]) => postman.fetch(name, most)));
      const taken = await allThatWork(fetched.flat().map((message) => take(message, registered)));
      return taken.filter((job) => job !== undefined);
    },
    nextDue: (names, at) => store.briefly((tx) => jobRows.nextDue(tx, names, at)),
    async begin(given) {
      events = given;
      await postman.start(given.wake);
      await remind();
      remindLater();
    },
    prune: (before) => store.briefly((tx) => jobRows.prune(tx, before)),
    async end() {
      events = undefined;
      held.clear();
      stopBeating();
      stopReminding();
      await postman.stop();
    },
  };

  function remindLater(): void {
    stopReminding = later(REMIND_MS, () => {
      void remind()
        .catch((err: unknown) => log.warn({ err }, 'jobs without a message could not be looked for'))
        .finally(() => events && remindLater());
    });
  }

  /** Rows that came from elsewhere (a move, a backup, a program that runs no jobs) have no message yet. */
  async function remind(): Promise<void> {
    const unfinished = await store.briefly((tx) => jobRows.unfinished(tx));
    const messages = await store.briefly((tx) => postman.waitingFor(tx));
    for (const { id, name, dueAt } of unfinished.filter((job) => !messages.has(job.id))) {
      await store.briefly((tx) => postman.send(tx, { id, name }, dueAt <= now() ? null : dueAt));
    }
  }

  /** What was begun has to be worked on, also when the database failed for the next one: its message comes again. */
  async function allThatWork<T>(all: readonly Promise<T>[]): Promise<readonly T[]> {
    const settled = await Promise.allSettled(all);
    const failed = settled.find((each) => each.status === 'rejected');
    if (failed !== undefined) log.error({ err: failed.reason }, 'a job could not be begun');
    return settled.filter((each) => each.status === 'fulfilled').map(({ value }) => value);
  }
}
