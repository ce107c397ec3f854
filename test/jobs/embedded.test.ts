import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs } from '../../src/jobs/backoff.ts';
import { makeJobs } from '../../src/jobs/index.ts';
import { openStore } from '../../src/store/index.ts';
import { temporaryDir } from '../store/temporary.ts';
import { describeJobs } from './contract.ts';
import { manualTime, settle } from './manual-time.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function open() {
  const store = await openStore({ dataDir: temporaryDir() });
  const time = manualTime('2026-11-23T10:02:03Z');
  const all: ReturnType<typeof makeJobs>[] = [];
  return {
    store,
    recoveryMs: 0,
    now: () => time.now().getTime(),
    process() {
      const jobs = makeJobs(store, { clock: time, log: quiet, later: time.later, random: () => 0.5 });
      all.push(jobs);
      return jobs;
    },
    advance: time.advance,
    settle,
    async close() {
      const stopped = Promise.all(all.map((jobs) => jobs.stop(0)));
      await time.advance(0);
      await stopped;
      await store.close();
    },
  };
}

describeJobs('the embedded runner', open);

describe('the embedded runner', () => {
  it('keeps dead jobs with their error, and forgets done ones after a week', async () => {
    const { store, process, advance, settle: settled, close } = await open();
    const jobs = process();
    jobs.register('run-check', () => Promise.reject(new Error('broken')), { attempts: 1 });
    jobs.register('look-again', async () => async () => undefined);
    await jobs.start();
    await store.transaction(async (tx) => {
      await jobs.enqueue(tx, { name: 'run-check', data: {} });
      await jobs.enqueue(tx, { name: 'look-again', data: {} });
    });
    await settled();
    const states = () =>
      store.transaction(async (tx) => ({
        done: (await store.jobRows.inState(tx, 'done')).length,
        dead: (await store.jobRows.inState(tx, 'dead')).map(({ error }) => error),
      }));
    expect(await states()).toEqual({ done: 1, dead: ['Error: broken'] });

    await jobs.stop(0);
    await advance(8 * 24 * 3_600_000);
    await process().start();
    await settled();

    expect(await states()).toEqual({ done: 0, dead: ['Error: broken'] });
    await close();
  });

  it('gives up on a job that takes the process down every time', async () => {
    const { store, process, settle: settled, close } = await open();
    const told: string[] = [];
    const enqueuer = process();
    await store.transaction((tx) => enqueuer.enqueue(tx, { name: 'run-check', data: {} }));

    for (let crash = 0; crash < 60; crash++) {
      const jobs = process();
      const onDead = async (_: unknown, { error }: { readonly error: string }) => void told.push(error);
      jobs.register('run-check', () => new Promise(() => undefined), { onDead });
      await jobs.start();
      await settled();
    }

    expect(told).toEqual(['interrupted 51 times']);
    await close();
  });
});

describe('backoffMs', () => {
  it('doubles from a second to five minutes, within 20 %', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
        const plain = Math.min(1000 * 2 ** (failures - 1), 300_000);
        const wait = backoffMs(failures, () => random);
        expect(wait).toBeGreaterThanOrEqual(plain * 0.8 - 1);
        expect(wait).toBeLessThanOrEqual(plain * 1.2 + 1);
      }),
    );
  });
});
