import { afterEach, describe, expect, it } from '@jest/globals';
import type { Jobs, NewJob, RunningJob, Store, Tx } from '../../src/domain/ports.ts';

/** What the contract needs of an implementation. */
export interface JobsHarness {
  readonly store: Store;
  now(): number;
  /** How long a process has to be silent until its jobs are run again. */
  readonly recoveryMs: number;
  /** A job engine as a new process has it. Those made before are dead, or think they are alive. */
  process(): Jobs;
  /** Time passes, and what falls due meanwhile happens. */
  advance(ms: number): Promise<void>;
  /** What can happen without time passing has happened. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const MINUTE = 60_000;
const nothing = async (): Promise<void> => undefined;
const never = (): Promise<never> => new Promise(() => undefined);
const check = (data: NewJob['data'], more: Partial<NewJob> = {}): NewJob => ({ name: 'run-check', data, ...more });

/** A promise and the function that fulfils it. */
function gate(): { readonly passed: Promise<void>; open(): void } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

/** The promises of the Jobs port. Every implementation passes them all. */
export function describeJobs(name: string, open: () => Promise<JobsHarness>): void {
  describe(`jobs on ${name}`, () => {
    let harness: JobsHarness | undefined;
    afterEach(async () => {
      await harness?.close();
      harness = undefined;
    });

    async function setUp() {
      harness = await open();
      const { store } = harness;
      const ran: RunningJob[] = [];
      const enqueue = (jobs: Jobs, job: NewJob) => store.transaction((tx) => jobs.enqueue(tx, job));
      /** Leaves a mark in the database that can be counted: the only one with this id. */
      const mark = (id: string) => async (tx: Tx) => {
        const fresh = await store.inbox.accept(tx, { id, kind: 'command', body: {}, receivedAt: 0 });
        if (!fresh) throw new Error(`${id} was written twice`);
      };
      const marked = async (id: string) => (await store.transaction((tx) => store.inbox.get(tx, id))) !== undefined;
      const record = async (job: RunningJob) => {
        ran.push(job);
        return nothing;
      };
      return { ...harness, ran, record, enqueue, mark, marked };
    }

    describe('enqueue', () => {
      it('runs the job with its data as soon as the transaction has committed', async () => {
        const { process, ran, record, enqueue, settle } = await setUp();
        const jobs = process();
        jobs.register('run-check', record);
        await jobs.start();

        await enqueue(jobs, check({ run: 'run_1' }));
        await settle();

        expect(ran.map(({ data, attempt }) => ({ data, attempt }))).toEqual([{ data: { run: 'run_1' }, attempt: 1 }]);
      });

      it('makes no job when the transaction rolls back', async () => {
        const { process, store, ran, record, advance } = await setUp();
        const jobs = process();
        jobs.register('run-check', record);
        await jobs.start();

        const rolledBack = store.transaction(async (tx) => {
          await jobs.enqueue(tx, check({}));
          throw new Error('no');
        });

        await expect(rolledBack).rejects.toThrow('no');
        await advance(MINUTE);
        expect(ran).toEqual([]);
      });

      it('does not begin before the transaction has committed', async () => {
        const { process, store, ran, record, settle } = await setUp();
        const jobs = process();
        jobs.register('run-check', record);
        await jobs.start();

        await store.transaction(async (tx) => {
          await jobs.enqueue(tx, check({}));
          await settle();
          expect(ran).toEqual([]);
        });
        await settle();

        expect(ran).toHaveLength(1);
      });

      it('waits until the job is due', async () => {
        const { process, ran, record, enqueue, advance, now } = await setUp();
        const jobs = process();
        jobs.register('look-again', record);
        await jobs.start();

        await enqueue(jobs, { name: 'look-again', data: {}, dueAt: now() + 10 * MINUTE });
        await advance(9 * MINUTE);
        expect(ran).toEqual([]);
        await advance(MINUTE);

        expect(ran).toHaveLength(1);
      });

      it('keeps jobs that fell due while nothing ran', async () => {
        const { process, ran, record, enqueue, advance, settle, now } = await setUp();
        const before = process();
        await enqueue(before, check({}, { dueAt: now() + MINUTE }));
        await advance(10 * MINUTE);

        const jobs = process();
        jobs.register('run-check', record);
        await jobs.start();
        await settle();

        expect(ran).toHaveLength(1);
      });
    });

    describe('dedupe key', () => {
      it('makes one job of many while one waits', async () => {
        const { process, ran, record, enqueue, advance, now } = await setUp();
        const jobs = process();
        jobs.register('run-check', record);
        await jobs.start();

        const job = check({}, { dedupeKey: 'k', dueAt: now() + MINUTE });
        for (let i = 0; i < 3; i++) await enqueue(jobs, job);
        await advance(2 * MINUTE);

        expect(ran).toHaveLength(1);
      });

      it('makes no second job while one runs, and makes one again afterwards', async () => {
        const { process, ran, enqueue, settle } = await setUp();
        const done = gate();
        const jobs = process();
        jobs.register('run-check', async (job) => {
          ran.push(job);
          await done.passed;
          return nothing;
        });
        await jobs.start();
        const job = check({}, { dedupeKey: 'k' });

        await enqueue(jobs, job);
        await settle();
        await enqueue(jobs, job);
        done.open();
        await settle();
        expect(ran).toHaveLength(1);

        await enqueue(jobs, job);
        await settle();
        expect(ran).toHaveLength(2);
      });

      it('lets the completion of a job enqueue its successor with the same key', async () => {
        const { process, ran, enqueue, settle } = await setUp();
        const jobs = process();
        jobs.register('run-check', async (job) => {
          ran.push(job);
          const next = check({ left: Number(job.data.left) - 1 }, { dedupeKey: 'k' });
          return async (tx) => (job.data.left === 0 ? undefined : jobs.enqueue(tx, next));
        });
        await jobs.start();

        await enqueue(jobs, check({ left: 2 }, { dedupeKey: 'k' }));
        await settle();

        expect(ran.map(({ data }) => data.left)).toEqual([2, 1, 0]);
      });
    });

    describe('concurrency', () => {
      it('runs one at a time of the same key, in the order they were enqueued, and others beside them', async () => {
        const { process, enqueue, settle } = await setUp();
        const gates = [gate(), gate(), gate()];
        const begun: unknown[] = [];
        const jobs = process();
        jobs.register('run-check', async ({ data }) => {
          begun.push(data.n);
          await gates[Number(data.n)]?.passed;
          return nothing;
        });
        await jobs.start();

        await enqueue(jobs, check({ n: 0 }, { concurrencyKey: 'incident-1' }));
        await enqueue(jobs, check({ n: 1 }, { concurrencyKey: 'incident-1' }));
        await enqueue(jobs, check({ n: 2 }, { concurrencyKey: 'incident-2' }));
        await settle();
        expect(begun).toEqual([0, 2]);

        gates[0]?.open();
        await settle();
        expect(begun).toEqual([0, 2, 1]);
        for (const { open: pass } of gates) pass();
        await settle();
      });

      it('runs no more jobs of a name at a time than it was told', async () => {
        const { process, enqueue, settle } = await setUp();
        const done = gate();
        let most = 0;
        let running = 0;
        const jobs = process();
        jobs.register(
          'run-check',
          async () => {
            running += 1;
            most = Math.max(most, running);
            await done.passed;
            running -= 1;
            return nothing;
          },
          { concurrency: 2 },
        );
        await jobs.start();

        for (let n = 0; n < 5; n++) await enqueue(jobs, check({ n }));
        await settle();
        expect(running).toBe(2);
        done.open();
        await settle();

        expect({ most, running }).toEqual({ most: 2, running: 0 });
      });
    });

    describe('failure', () => {
      it('tries again after waits that grow, and counts the attempts', async () => {
        const { process, enqueue, advance, now } = await setUp();
        const times: number[] = [];
        const attempts: number[] = [];
        const jobs = process();
        jobs.register(
          'run-check',
          async ({ attempt }) => {
            times.push(now());
            attempts.push(attempt);
            if (attempt < 5) throw new Error('not yet');
            return nothing;
          },
          { attempts: 5 },
        );
        await jobs.start();

        await enqueue(jobs, check({}));
        await advance(3 * MINUTE);

        expect(attempts).toEqual([1, 2, 3, 4, 5]);
        const waits = times.slice(1).map((at, i) => at - (times[i] ?? 0));
        for (const [i, wait] of waits.slice(1).entries()) expect(wait).toBeGreaterThan(waits[i] ?? 0);
        expect(waits[0]).toBeGreaterThan(0);
      });

      it('buries the job after its last attempt, and commits what is to happen then together with that', async () => {
        const { process, ran, enqueue, advance, mark, marked } = await setUp();
        const jobs = process();
        jobs.register(
          'run-check',
          async (job) => {
            ran.push(job);
            throw new Error('never');
          },
          { attempts: 2, onDead: (tx, { data, error }) => mark(`${data.run} ${error}`)(tx) },
        );
        await jobs.start();

        await enqueue(jobs, check({ run: 'run_1' }));
        await advance(3 * MINUTE);

        expect(ran).toHaveLength(2);
        expect(await marked('run_1 Error: never')).toBe(true);
      });

      it('stays dead after a restart', async () => {
        const { process, ran, record, enqueue, advance } = await setUp();
        const first = process();
        first.register('run-check', async () => Promise.reject(new Error('never')), { attempts: 1 });
        await first.start();
        await enqueue(first, check({}));
        await advance(MINUTE);
        await first.stop(0);

        const second = process();
        second.register('run-check', record);
        await second.start();
        await advance(3 * MINUTE);

        expect(ran).toEqual([]);
      });

      it('aborts what takes longer than its limit, tries again, and commits nothing of it', async () => {
        const { process, ran, enqueue, advance, mark, marked, settle } = await setUp();
        const late = gate();
        const jobs = process();
        jobs.register(
          'run-check',
          async (job) => {
            ran.push(job);
            if (job.attempt === 1) await late.passed;
            return mark(`attempt ${job.attempt}`);
          },
          { limitMs: MINUTE },
        );
        await jobs.start();

        await enqueue(jobs, check({}));
        await advance(3 * MINUTE);
        late.open();
        await settle();

        expect(ran.map(({ signal }) => signal.aborted)).toEqual([true, false]);
        expect([await marked('attempt 1'), await marked('attempt 2')]).toEqual([false, true]);
      });
    });

    describe('completion', () => {
      it('commits what the handler gave back exactly once', async () => {
        const { process, enqueue, advance, mark, marked } = await setUp();
        const jobs = process();
        jobs.register('run-check', async () => mark('effect'));
        await jobs.start();

        await enqueue(jobs, check({}));
        await advance(3 * MINUTE);

        expect(await marked('effect')).toBe(true);
      });

      it('rolls back and tries again when it throws', async () => {
        const { process, enqueue, advance, mark, marked } = await setUp();
        const jobs = process();
        jobs.register('run-check', async ({ attempt }) => async (tx) => {
          await mark('effect')(tx);
          if (attempt === 1) throw new Error('after the write');
          await mark('second attempt')(tx);
        });
        await jobs.start();

        await enqueue(jobs, check({}));
        await advance(MINUTE);

        expect([await marked('effect'), await marked('second attempt')]).toEqual([true, true]);
      });
    });

    describe('clash', () => {
      it('tries again when the database refused because of others, and does not hold it against the job', async () => {
        const { process, enqueue, advance, mark, marked } = await setUp();
        const jobs = process();
        const clash = Object.assign(new Error('could not serialize access'), { code: '40P01' });
        jobs.register(
          'run-check',
          async ({ attempt }) => {
            if (attempt < 4) throw new Error('in the way', { cause: clash });
            return mark('effect');
          },
          { attempts: 1 },
        );
        await jobs.start();

        await enqueue(jobs, check({}));
        await advance(MINUTE);

        expect(await marked('effect')).toBe(true);
      });
    });

    describe('crash', () => {
      it('runs what was interrupted again, in time, and does not hold it against the job', async () => {
        const { process, ran, record, enqueue, settle, advance, recoveryMs } = await setUp();
        const crashed = process();
        crashed.register('run-check', never);
        await crashed.start();
        await enqueue(crashed, check({ run: 'run_1' }));
        await settle();

        const jobs = process();
        jobs.register('run-check', record, { attempts: 1 });
        await jobs.start();
        await advance(recoveryMs);

        expect(ran.map(({ data, attempt }) => ({ data, attempt }))).toEqual([{ data: { run: 'run_1' }, attempt: 2 }]);
      });

      it('lets a worker that lost its job commit nothing', async () => {
        const { process, enqueue, settle, advance, recoveryMs, mark, marked } = await setUp();
        const [slow, fast] = [gate(), gate()];
        const loser = process();
        loser.register('run-check', async () => {
          await slow.passed;
          return mark('by the loser');
        });
        await loser.start();
        await enqueue(loser, check({}));
        await settle();
        const winner = process();
        winner.register('run-check', async () => {
          await fast.passed;
          return mark('by the winner');
        });
        await winner.start();
        await advance(recoveryMs);

        slow.open();
        await settle();
        fast.open();
        await settle();

        expect([await marked('by the loser'), await marked('by the winner')]).toEqual([false, true]);
      });
    });

    describe('stop', () => {
      it('takes no new job and waits for the one that runs', async () => {
        const { process, ran, enqueue, settle, mark, marked } = await setUp();
        const done = gate();
        const jobs = process();
        jobs.register('run-check', async (job) => {
          ran.push(job);
          await done.passed;
          return mark(`effect ${job.data.n}`);
        });
        await jobs.start();
        await enqueue(jobs, check({ n: 1 }));
        await settle();

        const stopped = jobs.stop(MINUTE);
        await enqueue(jobs, check({ n: 2 }));
        await settle();
        done.open();
        await stopped;

        expect(ran).toHaveLength(1);
        expect([await marked('effect 1'), await marked('effect 2')]).toEqual([true, false]);
      });

      it('gives back what is not done in time, for the next process to run at once', async () => {
        const { process, ran, record, enqueue, settle, advance } = await setUp();
        let aborted = false;
        const jobs = process();
        jobs.register('run-check', async ({ signal }) => {
          signal.addEventListener('abort', () => {
            aborted = true;
          });
          return never();
        });
        await jobs.start();
        await enqueue(jobs, check({}));
        await settle();

        const stopped = jobs.stop(MINUTE);
        await advance(MINUTE);
        await stopped;
        expect(aborted).toBe(true);

        const next = process();
        next.register('run-check', record, { attempts: 1 });
        await next.start();
        await settle();
        expect(ran).toHaveLength(1);
      });
    });

    describe('schedule', () => {
      it('enqueues at every tick, in UTC', async () => {
        const { process, store, advance, now } = await setUp();
        const at: number[] = [];
        const jobs = process();
        jobs.register('look-again', async () => {
          at.push(now());
          return nothing;
        });
        // The clock of every harness starts at 10:02:03 UTC.
        jobs.schedule('at ten', '4,6,8 10 * * *', { name: 'look-again', data: {} });
        await jobs.start();

        await advance(10 * MINUTE);

        expect(at).toHaveLength(3);
        for (const time of at) expect(time % (2 * MINUTE)).toBeLessThan(10_000);
        await store.transaction(async () => undefined);
      });

      it('makes one job of the ticks that were missed while nothing ran', async () => {
        const { process, ran, record, advance, settle } = await setUp();
        const first = process();
        first.schedule('hourly', '0 * * * *', { name: 'look-again', data: {} });
        await first.start();
        await first.stop(0);
        await advance(5 * 60 * MINUTE);

        const second = process();
        second.register('look-again', record);
        second.schedule('hourly', '0 * * * *', { name: 'look-again', data: {} });
        await second.start();
        await settle();

        expect(ran).toHaveLength(1);
      });

      it('refuses a pattern that means nothing', async () => {
        const { process } = await setUp();

        expect(() => process().schedule('x', 'every day', check({}))).toThrow();
      });
    });
  });
}
