import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SharedStore } from '../../src/domain/job-rows.ts';
import type { Tx } from '../../src/domain/ports.ts';
import { openPostgres } from '../../src/store/open-postgres.ts';
import { anIncident, aRunbookRun } from '../store/samples.ts';
import { ask, type Cluster, startCluster } from './cluster.ts';

let cluster: Cluster;
let store: SharedStore;
let url: string;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());
beforeEach(async () => {
  url = await cluster.createDatabase();
  store = await openPostgres({ url });
});
afterEach(() => store.close());

const create = (id: string) => (tx: Tx) => store.incidents.create(tx, anIncident({ id }));
const idOf = (tx: Tx) => store.sqlOf(tx).executeSql('select pg_current_xact_id()::text as id');
const kept = async () => (await ask(url, 'select id from incident order by id')).rows.map(({ id }) => id);

/** Holds the turn until told: what is asked for meanwhile is together in the next one. */
async function holdTurn(): Promise<() => Promise<void>> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let begun = () => {};
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const turn = store.transaction(async () => {
    begun();
    await held;
  });
  await isBegun;
  return async () => {
    letGo();
    await turn;
  };
}

describe('transactions that wait for the turn', () => {
  it('share it, with one commit for all of them, in the order they were asked for', async () => {
    const letGo = await holdTurn();
    const order: number[] = [];
    const work = (n: number) =>
      store.transaction(async (tx) => {
        order.push(n);
        return (await idOf(tx)).rows;
      });
    const all = [work(1), work(2), work(3)];
    await letGo();

    const [first, ...others] = await Promise.all(all);
    expect(others).toEqual([first, first]);
    expect(order).toEqual([1, 2, 3]);
  });

  it('are undone one by one: what fails takes nothing with it', async () => {
    const letGo = await holdTurn();
    const fails = store.transaction(async (tx) => {
      await create('inc_2')(tx);
      throw new Error('no');
    });
    const refused = store.transaction(async (tx) => {
      await create('inc_3')(tx);
      await store.sqlOf(tx).executeSql('select 1 / 0');
    });
    const all = Promise.allSettled([
      store.transaction(create('inc_1')),
      fails,
      refused,
      store.transaction(create('inc_4')),
    ]);
    await letGo();

    expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(await kept()).toEqual(['inc_1', 'inc_4']);
  });

  it('are done again one by one when the commit is refused for the sake of one, and hooks are called once', async () => {
    const letGo = await holdTurn();
    const hooked: string[] = [];
    const good = (id: string) =>
      store.transaction(async (tx) => {
        await create(id)(tx);
        store.afterCommit(tx, () => hooked.push(id));
      });
    const bad = store.transaction((tx) => store.runbooks.create(tx, aRunbookRun({ incident: 'inc_of_nobody' })));
    const all = Promise.allSettled([good('inc_1'), bad, good('inc_2')]);
    await letGo();

    expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await kept()).toEqual(['inc_1', 'inc_2']);
    await store.transaction(async () => {});
    expect(hooked).toEqual(['inc_1', 'inc_2']);
  });

  it('fail together with their connection, keep nothing, and the next ones work', async () => {
    const letGo = await holdTurn();
    const cut = store.transaction(async (tx) => {
      await create('inc_1')(tx);
      await ask(url, `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fiveohtwo'`);
      await idOf(tx);
    });
    const all = Promise.allSettled([cut, store.transaction(create('inc_2'))]);
    await letGo();

    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await store.transaction(create('inc_3'));
    expect(await kept()).toEqual(['inc_3']);
  });
});

describe('beside the turn', () => {
  it('reads as of one moment while a turn is held, and sees nothing of what is not committed', async () => {
    await store.transaction(create('inc_1'));
    const letGo = await holdTurn();

    const seen = await store.transaction(async (tx) => {
      const before = await store.incidents.list(tx, { limit: 9 });
      await ask(url, `update incident set title = 'changed meanwhile'`);
      return [before, await store.incidents.list(tx, { limit: 9 })];
    }, 'read');

    expect(seen).toEqual([[anIncident({ id: 'inc_1' })], [anIncident({ id: 'inc_1' })]]);
    await letGo();
  });

  it('writes nothing where it was only to read', async () => {
    await expect(store.transaction(create('inc_1'), 'read')).rejects.toThrow('read-only');
    expect(await kept()).toEqual([]);
  });

  it('keeps what came in while a turn is held, and does it again after a deadlock', async () => {
    const letGo = await holdTurn();
    const refuse = `do $$ begin raise exception 'deadlock detected' using errcode = '40P01'; end $$`;
    let tries = 0;

    const isNew = await store.transaction(async (tx) => {
      tries += 1;
      const fresh = await store.inbox.accept(tx, { id: 'command/1', kind: 'command', body: {}, receivedAt: 1 });
      if (tries === 1) await store.sqlOf(tx).executeSql(refuse);
      return fresh;
    }, 'plain');

    expect([isNew, tries]).toEqual([true, 2]);
    await letGo();
  });
});
