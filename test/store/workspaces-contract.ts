import { describe, expect, it } from '@jest/globals';
import type { Store, Tx } from '../../src/domain/ports.ts';
import { aRun, T0 } from './samples.ts';

type InTx = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** Installations, who speaks where, and who looks at the App Home. */
export function describeWorkspaces(storeOf: () => Store, inTx: InTx): void {
  const installation = (id: string, sealed: string) => ({ id, sealed, scopes: ['commands'], installedAt: T0 });

  describe('installations', () => {
    it('are replaced by a newer one, listed and removed', async () => {
      const store = storeOf();
      await inTx(async (tx) => {
        await store.installations.put(tx, installation('team/T1', 'v1.old'));
        await store.installations.put(tx, installation('team/T1', 'v1.new'));
        await store.installations.put(tx, installation('enterprise/E1', 'v1.org'));
      });

      expect(await inTx((tx) => store.installations.get(tx, 'team/T1'))).toEqual(installation('team/T1', 'v1.new'));
      expect(await inTx((tx) => store.installations.ids(tx))).toEqual(['enterprise/E1', 'team/T1']);
      await inTx((tx) => store.installations.remove(tx, 'team/T1'));
      expect(await inTx((tx) => store.installations.get(tx, 'team/T1'))).toBeUndefined();
      expect(await inTx((tx) => store.installations.ids(tx))).toEqual(['enterprise/E1']);
    });
  });

  describe('places', () => {
    it('belong to the installation that was heard from last', async () => {
      const store = storeOf();
      await inTx((tx) => store.places.learn(tx, 'C1', 'team/T1'));
      await inTx((tx) => store.places.learn(tx, 'C1', 'team/T2'));

      expect(await inTx((tx) => store.places.installationOf(tx, 'C1'))).toBe('team/T2');
      expect(await inTx((tx) => store.places.installationOf(tx, 'C2'))).toBeUndefined();
    });
  });

  describe('homes', () => {
    it('are followed from when they were last opened, latest first, so many and no more', async () => {
      const store = storeOf();
      const open = (user: string, at: number) => inTx((tx) => store.homes.opened(tx, { team: 'T1', user }, at));
      await open('U1', T0);
      await open('U2', T0 + 1);
      await open('U3', T0 + 2);
      await open('U1', T0 + 3);

      const recent = (since: number, limit: number) => inTx((tx) => store.homes.recent(tx, since, limit));
      expect((await recent(T0, 9)).map(({ user }) => user)).toEqual(['U1', 'U3', 'U2']);
      expect((await recent(T0 + 2, 9)).map(({ user }) => user)).toEqual(['U1', 'U3']);
      expect((await recent(T0, 1)).map(({ user }) => user)).toEqual(['U1']);
    });
  });

  describe('the newest runs', () => {
    it('are those of every channel, newest first', async () => {
      const store = storeOf();
      await inTx(async (tx) => {
        await store.runs.create(tx, aRun({ id: 'run_1', channel: 'C1', query: 'a' }));
        await store.runs.create(tx, aRun({ id: 'run_2', channel: null, query: 'b' }));
        await store.runs.create(tx, aRun({ id: 'run_3', channel: 'C2', query: 'c' }));
      });

      expect((await inTx((tx) => store.runs.newest(tx, 2))).map(({ id }) => id)).toEqual(['run_3', 'run_2']);
    });
  });
}
