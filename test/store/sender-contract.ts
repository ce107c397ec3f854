import { describe, expect, it } from '@jest/globals';
import type { NewOutboxRow } from '../../src/domain/delivery.ts';
import type { ClaimedRow, ClaimOrder, SendClaim, Store, Tx } from '../../src/domain/ports.ts';
import { aMessage, anIncident, T0 } from './samples.ts';

const GAP_MS = 1_000;
const LEASE_MS = 15_000;

export function describeSenders(theStore: () => Store): void {
  describe('who sends', () => {
    const inTx = <T>(work: (tx: Tx, outbox: Store['outbox']) => Promise<T>): Promise<T> =>
      theStore().transaction((tx) => work(tx, theStore().outbox));
    const put = (more: Partial<NewOutboxRow> = {}, at = T0) => inTx((tx, outbox) => outbox.put(tx, aMessage(more), at));
    const orderOf = (owner: string, at: number, more: Partial<ClaimOrder> = {}): ClaimOrder => ({
      ...{ owner, at, until: at + LEASE_MS, limit: 9, urgent: 0, gapMs: GAP_MS },
      ...more,
    });
    const claim = (owner: string, at = T0, more: Partial<ClaimOrder> = {}) =>
      inTx((tx, outbox) => outbox.claim(tx, orderOf(owner, at, more)));
    const keys = (claimed: readonly ClaimedRow[]) => claimed.map(({ row }) => row.key);
    const hold = (held: SendClaim, until: number) => inTx((tx, outbox) => outbox.hold(tx, held, until));
    const release = (held: SendClaim, at = T0, took = 0, toldUntil?: number) =>
      inTx((tx, outbox) => outbox.release(tx, held, { at, took, ...(toldUntil === undefined ? {} : { toldUntil }) }));
    const sent = (key: string, at: number, ts = '1.1') =>
      inTx((tx, outbox) => outbox.sent(tx, key, { sent: 1, ts, at }));
    const nextClaim = (at: number) => inTx((tx, outbox) => outbox.nextClaim(tx, { at, gapMs: GAP_MS }));
    const one = async (owner: string, at = T0): Promise<ClaimedRow> => {
      const [first] = await claim(owner, at);
      if (first === undefined) throw new Error('there was nothing to claim');
      return first;
    };
    const anAlarmOf = (n: number): Partial<NewOutboxRow> => ({ key: `alarm_${n}`, priority: 1 });

    it('is one process at a time for each channel', async () => {
      await put({ key: 'a', channel: 'C1' });
      await put({ key: 'b', channel: 'C1' });
      await put({ key: 'c', channel: 'C2' });

      expect(keys(await claim('here', T0, { limit: 1 }))).toEqual(['a']);
      expect(keys(await claim('there'))).toEqual(['c']);
      expect(keys(await claim('here'))).toEqual([]);
    });

    it('is another once the lease has run out, and the first can neither hold on nor write', async () => {
      await put();
      const first = await one('here');

      expect(keys(await claim('there', T0 + LEASE_MS - 1))).toEqual([]);
      const second = await one('there', T0 + LEASE_MS);

      expect(second.row.key).toBe(first.row.key);
      expect(await hold(first.claim, T0 + 99_000)).toBe(false);
      expect(await release(first.claim)).toBe(false);
      expect(await hold(second.claim, T0 + 99_000)).toBe(true);
      expect(await release(second.claim)).toBe(true);
    });

    it('tells one taking from the next, also by the same process', async () => {
      await put();
      const first = await one('here');
      const second = await one('here', T0 + LEASE_MS);

      expect(await release(first.claim)).toBe(false);
      expect(await release(second.claim)).toBe(true);
    });

    it('keeps the channel for as long as it is held', async () => {
      await put();
      const { claim: held } = await one('here');

      await hold(held, T0 + 30_000);

      expect(keys(await claim('there', T0 + 29_999))).toEqual([]);
      expect(keys(await claim('there', T0 + 30_000))).toEqual(['run_1/root']);
    });

    it('knows who may not have been heard: a row whose call was begun is marked for whoever comes next', async () => {
      await put();
      await one('here');
      await inTx((tx, outbox) => outbox.sending(tx, 'run_1/root', T0 + 5));

      const { row } = await one('there', T0 + LEASE_MS);

      expect(row).toMatchObject({ maybePosted: true, ts: null, postedAt: T0 + 5 });
    });

    it('keeps the pace of a channel across processes: three at once, then one a gap', async () => {
      for (const key of ['a', 'b', 'c', 'd', 'e']) await put({ key });
      for (const owner of ['here', 'there', 'here']) {
        const { row, claim: held } = await one(owner);
        await release(held, T0, GAP_MS);
        await sent(row.key, T0, `ts of ${row.key}`);
      }

      expect(keys(await claim('there', T0 + GAP_MS - 1))).toEqual([]);
      expect(await nextClaim(T0)).toBe(T0 + GAP_MS);
      const fourth = await one('there', T0 + GAP_MS);
      await release(fourth.claim, T0 + GAP_MS, GAP_MS);
      await sent('d', T0 + GAP_MS, 'ts of d');

      expect(keys(await claim('here', T0 + 2 * GAP_MS - 1))).toEqual([]);
      expect(keys(await claim('here', T0 + 2 * GAP_MS))).toEqual(['e']);
    });

    it('waits in every process as long as Slack has said, but for what only one person sees', async () => {
      await put();
      const { claim: held } = await one('here');
      await release(held, T0, 0, T0 + 30_000);
      await put({ key: 'reply', op: 'ephemeral', user: 'U1' });

      expect(keys(await claim('there', T0 + 29_999))).toEqual(['reply']);
      expect(await nextClaim(T0 + 29_999)).toBeUndefined();
    });

    it('edits one message once a gap, and lets the others of the channel go meanwhile', async () => {
      await put({ priority: 0 });
      await sent('run_1/root', T0);
      await inTx((tx, outbox) => outbox.touch(tx, 'run_1/root', T0));
      await put({ key: 'other', priority: 1 });

      expect(keys(await claim('here', T0 + GAP_MS - 1))).toEqual(['other']);
      expect(await nextClaim(T0 + GAP_MS - 1)).toBeUndefined();
    });

    it('lets a click go first, however much waits', async () => {
      for (let n = 0; n < 200; n += 1) await put(anAlarmOf(n), T0 - 1_000 + n);
      await put({ key: 'click', op: 'ephemeral', user: 'U1', priority: 0 }, T0);

      expect(keys(await claim('here'))).toEqual(['click']);
    });

    it('has room for clicks beside a storm in many channels', async () => {
      for (let n = 0; n < 6; n += 1) await put({ ...anAlarmOf(n), channel: `C${n}` }, T0 - 10 + n);
      for (let n = 0; n < 3; n += 1) await put({ key: `click_${n}`, channel: `D${n}`, priority: 0 });

      expect(keys(await claim('here', T0, { limit: 0, urgent: 2 }))).toEqual(['click_0', 'click_1']);
      expect(keys(await claim('here', T0, { limit: 2, urgent: 2 }))).toEqual(['click_2', 'alarm_0']);
    });

    it('brings what was put off back into its order', async () => {
      await put({ key: 'old' }, T0 - 2);
      await put({ key: 'new' }, T0 - 1);
      const later = { dueAt: T0 + 60_000, error: 'timeout', maybePosted: true };
      await inTx((tx, outbox) => outbox.postpone(tx, 'old', later));

      await inTx((tx, outbox) => outbox.hurry(tx, T0));

      expect(keys(await claim('here'))).toEqual(['old']);
    });
  });

  describe('a message that somebody deleted', () => {
    const inTx = <T>(work: (tx: Tx, outbox: Store['outbox']) => Promise<T>): Promise<T> =>
      theStore().transaction((tx) => work(tx, theStore().outbox));
    const repost = () => inTx((tx, outbox) => outbox.repost(tx, 'run_1/root', T0 + 9));
    const get = (key: string) => inTx((tx, outbox) => outbox.get(tx, key));
    const child = aMessage({ key: 'child', thread: 'run_1/root' });

    it('is posted anew once when others hang on it, and with the second time its thread has failed', async () => {
      await inTx(async (tx, outbox) => {
        await outbox.put(tx, aMessage(), T0);
        await outbox.put(tx, child, T0);
        await outbox.sent(tx, 'run_1/root', { sent: 1, ts: '1.1', at: T0 });
      });

      expect(await repost()).toBe(true);
      expect(await get('run_1/root')).toMatchObject({
        state: 'due',
        ts: null,
        wanted: 2,
        reposts: 1,
        maybePosted: false,
      });
      await inTx((tx, outbox) => outbox.sent(tx, 'run_1/root', { sent: 2, ts: '2.1', at: T0 }));

      expect(await repost()).toBe(false);
      expect(await get('run_1/root')).toMatchObject({ state: 'failed', error: 'deleted' });
      expect(await get('child')).toMatchObject({ state: 'failed', error: 'thread: deleted' });
    });

    it('stays away when nothing hangs on it', async () => {
      await inTx((tx, outbox) => outbox.put(tx, aMessage(), T0));

      expect(await repost()).toBe(false);
      expect(await get('run_1/root')).toMatchObject({ state: 'failed', error: 'deleted' });
    });
  });

  describe('what is over for long', () => {
    const BEFORE = T0 + 1_000;
    const inTx = <T>(work: (tx: Tx, store: Store) => Promise<T>): Promise<T> =>
      theStore().transaction((tx) => work(tx, theStore()));
    const prune = () => inTx((tx, { outbox }) => outbox.prune(tx, BEFORE, 100));
    const put = (more: Partial<NewOutboxRow>, at = T0) => inTx((tx, { outbox }) => outbox.put(tx, aMessage(more), at));
    const sent = (key: string, at = T0) => inTx((tx, { outbox }) => outbox.sent(tx, key, { sent: 1, ts: '1.1', at }));
    const isThere = async (key: string) => (await inTx((tx, { outbox }) => outbox.get(tx, key))) !== undefined;

    it('goes, with a thread from its end to its root', async () => {
      await put({ key: 'reply', op: 'ephemeral', user: 'U1' });
      await sent('reply');
      await put({});
      await put({ key: 'child', thread: 'run_1/root' });
      await sent('run_1/root');
      await sent('child');

      expect(await prune()).toBe(2);
      expect(await prune()).toBe(1);
      expect(await prune()).toBe(0);
      expect(await isThere('run_1/root')).toBe(false);
    });

    it('stays while it is due, or was sent lately', async () => {
      await put({ key: 'due' });
      await put({ key: 'fresh' });
      await sent('fresh', BEFORE);
      await put({ key: 'young' }, BEFORE);
      await sent('young');

      expect(await prune()).toBe(0);
    });

    it('stays when an incident lives under it; what lies in the thread goes when the incident is long over', async () => {
      await put({});
      await sent('run_1/root');
      await put({ key: 'card', thread: 'run_1/root' });
      await sent('card');
      await inTx((tx, { incidents }) => incidents.create(tx, anIncident({ thread: 'run_1/root', firstRun: null })));

      expect(await prune()).toBe(0);
      await inTx((tx, { incidents }) => incidents.update(tx, 'inc_1', { state: 'resolved' }, T0));
      expect(await prune()).toBe(1);
      expect(await prune()).toBe(0);
      expect(await isThere('run_1/root')).toBe(true);
    });

    it('goes from the inbox too', async () => {
      const accept = (id: string, receivedAt: number) =>
        inTx((tx, { inbox }) => inbox.accept(tx, { id, kind: 'command', body: {}, receivedAt }));
      await accept('old', T0);
      await accept('new', BEFORE);

      expect(await inTx((tx, { inbox }) => inbox.prune(tx, BEFORE, 100))).toBe(1);
      expect(await inTx((tx, { inbox }) => inbox.get(tx, 'new'))).toBeDefined();
    });
  });
}
