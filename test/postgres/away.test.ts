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

  it('does a transaction again that another one got in the way of, and calls the hooks of the last try alone', async () => {
    const store = await openPostgres({ url: await cluster.createDatabase() });
    await store.transaction((tx) => store.incidents.create(tx, anIncident()));
    const hooked: string[] = [];
    // Both read the title before either writes it: one after the other would end with both words.
    const append = (word: string) =>
      store.transaction(async (tx) => {
        const title = (await store.incidents.get(tx, 'inc_1'))?.title ?? '';
        store.afterCommit(tx, () => hooked.push(word));
        await store.incidents.update(tx, 'inc_1', { title: `${title} ${word}` }, 0);
      });

    await Promise.all(Array.from({ length: 8 }, (_, n) => append(`w${n}`)));

    const title = (await store.transaction((tx) => store.incidents.get(tx, 'inc_1')))?.title ?? '';
    expect(title.split(' ').filter((word) => /^w\d$/.test(word))).toHaveLength(8);
    expect(hooked.toSorted()).toEqual(Array.from({ length: 8 }, (_, n) => `w${n}`));
    expect(store.tries().repeated).toBeGreaterThan(0);
    await store.close();
  });
});
