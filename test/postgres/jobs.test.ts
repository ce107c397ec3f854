import { afterAll, beforeAll } from '@jest/globals';
import type { Jobs } from '../../src/domain/ports.ts';
import { makeSharedJobs } from '../../src/jobs/index.ts';
import { openPostgres } from '../../src/store/open-postgres.ts';
import { describeJobs } from '../jobs/contract.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { houseTime } from './house-time.ts';
import { isQuiet, watchTraffic } from './traffic.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

watchTraffic();

async function openHouse() {
  const url = await cluster.createDatabase();
  const time = houseTime('2031-11-23T10:02:03Z', isQuiet);
  // The store's own connections follow the clock of pg-boss too: its messages are fetched in our transactions.
  const options = encodeURIComponent('-c pgboss.test_clock=on');
  const store = await openPostgres({ url: `${url}?options=${options}` });
  const all: { readonly jobs: Jobs; mute: (next: boolean) => void }[] = [];
  return {
    store,
    recoveryMs: 20_000,
    now: () => time.now(),
    process() {
      // Those before do not hear the clock any more: the machine stands still, or is gone.
      for (const { mute } of all) mute(true);
      let isMuted = false;
      const later = (ms: number, run: () => void) => time.later(ms, () => isMuted || run());
      const clock = { now: () => new Date(time.now()) };
      const jobs = makeSharedJobs(store, {
        url,
        clock,
        log: quiet,
        later,
        random: () => 0.5,
        pollMs: 10_000,
        boss: {
          clock: time,
          superviseIntervalSeconds: 5,
          monitorIntervalSeconds: 5,
          options: '-c synchronous_commit=off',
        },
      });
      const mute = (next: boolean) => {
        isMuted = next;
      };
      all.push({ jobs, mute });
      return jobs;
    },
    advance: time.advance,
    settle: time.settle,
    async close() {
      for (const { mute } of all) mute(false);
      const stopped = Promise.all(all.map(({ jobs }) => jobs.stop(0)));
      await time.advance(0);
      await stopped;
      await store.close();
    },
  };
}

describeJobs('pg-boss on PostgreSQL', openHouse);
