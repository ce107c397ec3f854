import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Bundle } from '../../src/domain/evidence.ts';
import type { Store } from '../../src/domain/ports.ts';
import { windowOf } from '../../src/domain/window.ts';
import { makeSharedJobs } from '../../src/jobs/index.ts';
import { makeBundleRows } from '../../src/store/bundle-rows.ts';
import { makeBundleStore, openStore, verifyTimeline } from '../../src/store/index.ts';
import { backupPostgres, moveStore } from '../../src/store/move.ts';
import { openPostgres } from '../../src/store/open-postgres.ts';
import { aCard, anEvent, anIncident, aRun, aRunbookRun } from '../store/samples.ts';
import { temporaryDir } from '../store/temporary.ts';
import { ask, type Cluster, startCluster } from './cluster.ts';

const EVENTS = 1200;
let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

const aBundle = {
  schema: 'fiveohtwo/bundle/v1',
  program: { version: '0.1.0' },
  run: { id: 'run_1', startedAt: '2026-11-23T10:00:00.000Z' },
  request: { query: 'shop-alb' },
  scope: { query: 'shop-alb', kind: 'alb', name: 'shop-alb', region: 'ap-northeast-1' },
  window: windowOf(new Date('2026-11-23T09:00:00Z'), new Date('2026-11-23T10:00:00Z')),
  evidence: {},
  objects: [],
  redactions: {},
  cost: {},
} as unknown as Bundle;

/** A data directory with some of everything, and more than one page of events. */
async function filledDir(): Promise<string> {
  const dataDir = join(temporaryDir(), 'data');
  const store = await openStore({ dataDir });
  await fill(store);
  await store.transaction(async (tx) => {
    await store.jobRows.put(tx, { name: 'look-again', dedupeKey: 'k', data: { card: 'card_1' } }, 1);
  });
  await store.close();
  await makeBundleStore(dataDir).save(aBundle);
  return dataDir;
}

async function fill(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    await store.incidents.create(tx, anIncident({ title: '注文APIの502 "quoted" \\ 🚒' }));
    await store.runs.create(tx, aRun());
    await store.runbooks.create(tx, aRunbookRun());
    await store.cards.create(tx, aCard());
    for (let n = 0; n < EVENTS; n++) await store.timeline.append(tx, anEvent({ id: `event_${n}` }));
  });
}

const chainOf = (store: Store) =>
  store.transaction(async (tx) =>
    verifyTimeline(await store.timeline.read(tx, 'inc_1'), await store.timeline.head(tx, 'inc_1')),
  );

describe('store move', () => {
  it('brings every row, bundle and waiting job to PostgreSQL, and leaves the source as it was', async () => {
    const [dataDir, url] = [await filledDir(), await cluster.createDatabase()];

    const { tables, bundles } = await moveStore(dataDir, url);

    expect(bundles).toBe(1);
    expect(tables.find(({ table }) => table === 'timeline')).toMatchObject({ rows: EVENTS });
    const store = await openPostgres({ url });
    expect(await chainOf(store)).toMatchObject({ ok: true, count: EVENTS });
    expect((await makeBundleRows(store, Date.now).load('run_1')).bundle).toEqual(aBundle);
    expect(await jobThatRuns(store, url)).toEqual({ card: 'card_1' });
    await store.close();
    const source = await openStore({ dataDir });
    expect(await chainOf(source)).toMatchObject({ ok: true, count: EVENTS });
    await source.close();
  });

  it('refuses while the bot runs, and touches nothing', async () => {
    const [dataDir, url] = [await filledDir(), await cluster.createDatabase()];
    const bot = await openStore({ dataDir });

    await expect(moveStore(dataDir, url)).rejects.toMatchObject({ code: 'data-in-use' });

    expect((await ask(url, `select 1 from pg_tables where schemaname = 'public'`)).rows).toEqual([]);
    await bot.close();
  });

  it('refuses a database that holds data, also when that is the same data', async () => {
    const [dataDir, url] = [await filledDir(), await cluster.createDatabase()];
    await moveStore(dataDir, url);

    await expect(moveStore(dataDir, url)).rejects.toMatchObject({ said: { id: 'store/target-not-empty' } });

    expect((await ask(url, 'select count(*)::int as n from timeline')).rows).toEqual([{ n: EVENTS }]);
  });

  it('refuses a database that a bot is working on', async () => {
    const [dataDir, url] = [await filledDir(), await cluster.createDatabase()];
    const store = await openPostgres({ url });
    const jobs = makeSharedJobs(store, { url, ...surroundings });
    await jobs.start();

    await expect(moveStore(dataDir, url)).rejects.toMatchObject({ said: { id: 'store/target-in-use' } });

    await jobs.stop(0);
    await store.close();
  });

  it('leaves nothing in the target when it breaks half way', async () => {
    const [dataDir, url] = [await filledDir(), await cluster.createDatabase()];
    await (await openPostgres({ url })).close();
    await ask(url, `alter table timeline add constraint full_disk check (seq < ${EVENTS - 100})`);

    await expect(moveStore(dataDir, url)).rejects.toThrow('full_disk');

    expect((await ask(url, 'select count(*)::int as n from incident')).rows).toEqual([{ n: 0 }]);
    await ask(url, 'alter table timeline drop constraint full_disk');
    await moveStore(dataDir, url);
  });

  it('says so where there is nothing to move', async () => {
    const dataDir = join(temporaryDir(), 'nothing');
    await expect(moveStore(dataDir, await cluster.createDatabase())).rejects.toMatchObject({
      said: { id: 'store/no-data' },
    });
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('store backup of PostgreSQL', () => {
  it('writes one moment of it, while bots write on, into a file that the embedded bot opens', async () => {
    const url = await cluster.createDatabase();
    const store = await openPostgres({ url });
    await fill(store);
    await makeBundleRows(store, Date.now).save(aBundle);
    const dataDir = join(temporaryDir(), 'data');
    mkdirSync(dataDir);
    let isOver = false;
    const writing = (async () => {
      for (let n = EVENTS; !isOver; n++) {
        await store.transaction((tx) => store.timeline.append(tx, anEvent({ id: `event_${n}` })));
      }
    })();

    const { tables } = await backupPostgres(url, join(dataDir, 'backup.db'));
    isOver = true;
    await writing;

    expect(statSync(join(dataDir, 'backup.db')).mode & 0o777).toBe(0o600);
    renameSync(join(dataDir, 'backup.db'), join(dataDir, 'fiveohtwo.db'));
    const copy = await openStore({ dataDir });
    const chain = await chainOf(copy);
    expect(chain).toMatchObject({ ok: true, count: tables.find(({ table }) => table === 'timeline')?.rows });
    expect((await makeBundleRows(copy, Date.now).load('run_1')).bundle).toEqual(aBundle);
    await copy.close();
    await store.close();
  });

  it('never overwrites a file, and leaves none where it fails', async () => {
    const dir = temporaryDir();
    await expect(backupPostgres(await cluster.createDatabase(), join(dir, 'x.db'))).rejects.toMatchObject({
      said: { id: 'store/no-data-there' },
    });
    expect(existsSync(join(dir, 'x.db'))).toBe(false);
    await expect(backupPostgres(cluster.url, dir)).rejects.toMatchObject({ said: { id: 'store/backup-exists' } });
  });
});

const surroundings = {
  clock: { now: () => new Date() },
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
};

/** The data of the job that a bot finds waiting. */
async function jobThatRuns(store: Awaited<ReturnType<typeof openPostgres>>, url: string): Promise<unknown> {
  const jobs = makeSharedJobs(store, { url, ...surroundings });
  const data = await new Promise<unknown>((resolve) => {
    jobs.register('look-again', async (job) => {
      resolve(job.data);
      return async () => undefined;
    });
    void jobs.start();
  });
  await jobs.stop(1000);
  return data;
}
