import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPostgres } from '../../src/store/open-postgres.ts';
import { anIncident } from '../store/samples.ts';
import { ask, type Cluster, startCluster } from './cluster.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

describe('the store on PostgreSQL', () => {
  it('outlives its database: fails while it is away, goes on when it is back', async () => {
    const url = await cluster.createDatabase();
    const store = await openPostgres({ url });
    await store.transaction((tx) => store.incidents.create(tx, anIncident()));

    await cluster.kill();
    await expect(store.transaction((tx) => store.incidents.get(tx, 'inc_1'))).rejects.toThrow();
    await cluster.restart();

    expect(await store.transaction((tx) => store.incidents.get(tx, 'inc_1'))).toEqual(anIncident());
    await store.close();
  });

  it('keeps nothing of a transaction whose connection is cut in the middle, and the process goes on', async () => {
    const url = await cluster.createDatabase();
    const store = await openPostgres({ url });

    const cut = store.transaction(async (tx) => {
      await store.incidents.create(tx, anIncident());
      await ask(url, `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fiveohtwo'`);
      await store.incidents.get(tx, 'inc_1');
    });

    await expect(cut).rejects.toThrow();
    expect(await store.transaction((tx) => store.incidents.get(tx, 'inc_1'))).toBeUndefined();
    await store.close();
  });

  it('runs the transactions of all processes one after the other', async () => {
    const url = await cluster.createDatabase();
    const stores = [await openPostgres({ url }), await openPostgres({ url })] as const;
    await stores[0].transaction((tx) => stores[0].incidents.create(tx, anIncident()));
    // Two that read the title before either writes it would lose a word.
    const append = (word: string, store: (typeof stores)[number]) =>
      store.transaction(async (tx) => {
        const title = (await store.incidents.get(tx, 'inc_1'))?.title ?? '';
        await store.incidents.update(tx, 'inc_1', { title: `${title} ${word}` }, 0);
      });

    await Promise.all(stores.flatMap((store, m) => Array.from({ length: 8 }, (_, n) => append(`w${m}${n}`, store))));

    const title = (await stores[1].transaction((tx) => stores[1].incidents.get(tx, 'inc_1')))?.title ?? '';
    expect(new Set(title.split(' ').filter((word) => /^w\d\d$/.test(word))).size).toBe(16);
    for (const store of stores) await store.close();
  });

  it('does a transaction again that the server refused for the sake of another, and calls the hooks of the last try alone', async () => {
    const store = await openPostgres({ url: await cluster.createDatabase() });
    const hooked: number[] = [];
    const refuse = `do $$ begin raise exception 'deadlock detected' using errcode = '40P01'; end $$`;
    let tries = 0;

    await store.transaction(async (tx) => {
      tries += 1;
      const mine = tries;
      store.afterCommit(tx, () => hooked.push(mine));
      await store.incidents.create(tx, anIncident());
      if (mine < 3) await store.sqlOf(tx).executeSql(refuse);
    });

    await store.transaction(async () => {});
    expect(hooked).toEqual([3]);
    expect(store.tries().repeated).toBe(2);
    await store.close();
  });
});
