import type { JobRow, SharedStore } from '../domain/job-rows.ts';
import type { JobName, Jobs, Tx } from '../domain/ports.ts';
import { makeAgenda } from './agenda.ts';
import type { Engine, EngineEvents } from './engine.ts';
import { type Message, makePostman, type Postman, type PostmanDeps } from './postman.ts';
import { makeRunner, type RunnerDeps } from './runner.ts';
import { isInterruptedTooOften, type Registration } from './settle.ts';
import { later as realLater } from './timer.ts';

/** Three signs of life before pg-boss takes a process for gone. */
const BEAT_MS = 3000;
/** What another process has put in, and left to others, is seen this soon. */
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
  const { clock, log, later = realLater, pollMs = POLL_MS } = deps;
  const { jobRows } = store;
  const now = () => clock.now().getTime();
  /** By job and start. */
  const held = new Map<
    string,
    { readonly message: Message; readonly job: Pick<JobRow, 'id' | 'starts'>; readonly isKeyed: boolean }
  >();
  const keyOf = ({ id, starts }: Pick<JobRow, 'id' | 'starts'>) => `${id}/${starts}`;
  const agenda = makeAgenda(pollMs);
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
      if (next === undefined) return;
      agenda.note(next.name, now(), now());
      events?.wake();
    });
  }

  async function send(tx: Tx, job: { readonly id: string; readonly name: JobName }, dueAt: number): Promise<void> {
    await postman.send(tx, job, dueAt <= now() ? null : dueAt);
    store.afterCommit(tx, () => agenda.note(job.name, dueAt, now()));
  }

  /** Fetches and begins in one transaction; what has a concurrency key is begun by itself, since it may have to wait. */
  async function takeAll(free: ReadonlyMap<JobName, number>, registered: ReadonlyMap<JobName, Registration>) {
    const at = now();
    const { names, isAll } = agenda.take([...free.keys()], [...registered.keys()], at);
    if (names.length === 0) return [];
    const { fetched, begun, next } = await store
      .transaction(async (tx) => {
        const fetched: Message[] = [];
        for (const name of names) fetched.push(...(await postman.fetch(tx, name, free.get(name) ?? 1)));
        const ids = fetched.map(({ job }) => job);
        const begun = await jobRows.takeFree(tx, ids);
        const next = isAll ? await jobRows.nextDue(tx, [...registered.keys()], at) : undefined;
        return { fetched, begun, next };
      }, 'plain')
      .catch((error: unknown) => {
        agenda.lookAtAll();
        throw error;
      });
    if (next !== undefined) agenda.lookAt(next);
    for (const name of names) {
      if (fetched.filter((message) => message.name === name).length === free.get(name)) agenda.note(name, at, at);
    }
    const rows = new Map(begun.map((job) => [job.id, job]));
    return allThatWork(
      fetched.map((message) => {
        const job = rows.get(message.job);
        return job === undefined ? take(message, registered) : hold(message, job, false, registered);
      }),
    );
  }

  async function take(message: Message, registered: ReadonlyMap<JobName, Registration>): Promise<JobRow | undefined> {
    const taking = await store.transaction(async (tx) => {
      const taken = await jobRows.take(tx, message.job, now());
      if (taken.kind !== 'taken') await postman.done(tx, message);
      return taken;
    }, 'plain');
    return taking.kind === 'taken' ? hold(message, taking.job, taking.isKeyed, registered) : undefined;
  }

  async function hold(
    message: Message,
    job: JobRow,
    isKeyed: boolean,
    registered: ReadonlyMap<JobName, Registration>,
  ): Promise<JobRow | undefined> {
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
      if (name !== undefined) await send(tx, { id: claim.id, name }, next.dueAt);
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
      await send(tx, { id, name: job.name }, job.dueAt ?? at);
      return true;
    },
    async claim(free) {
      const taken = await takeAll(free, events?.registered ?? new Map());
      return taken.filter((job) => job !== undefined);
    },
    nextDue: async () => agenda.allAt(),
    async begin(given) {
      events = given;
      await postman.start();
      await remind();
      remindLater();
    },
    prune: (before) => store.transaction((tx) => jobRows.prune(tx, before), 'plain'),
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
    const unfinished = await store.transaction((tx) => jobRows.unfinished(tx), 'plain');
    const messages = await store.transaction((tx) => postman.waitingFor(tx), 'plain');
    for (const { id, name, dueAt } of unfinished.filter((job) => !messages.has(job.id))) {
      await store.transaction((tx) => send(tx, { id, name }, dueAt), 'plain');
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
