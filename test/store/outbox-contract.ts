import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewOutboxRow } from '../../src/domain/delivery.ts';
import type { Store, Tx } from '../../src/domain/ports.ts';
import { makeSlackModel, type Step } from './outbox-model.ts';
import { aMessage, T0 } from './samples.ts';
import { describeSenders } from './sender-contract.ts';

export function describeOutbox(theStore: () => Store): void {
  describeSenders(theStore);
  describe('outbox', () => {
    const inTx = <T>(work: (tx: Tx, outbox: Store['outbox']) => Promise<T>): Promise<T> =>
      theStore().transaction((tx) => work(tx, theStore().outbox));
    const put = (more: Partial<NewOutboxRow> = {}, at = T0) => inTx((tx, outbox) => outbox.put(tx, aMessage(more), at));
    const get = (key: string) => inTx((tx, outbox) => outbox.get(tx, key));
    const dueKeys = async (at = T0, limit = 9) =>
      (await inTx((tx, outbox) => outbox.due(tx, at, limit))).map(({ key }) => key);
    const sent = (key: string, result: { readonly sent: number; readonly ts: string | null }) =>
      inTx((tx, outbox) => outbox.sent(tx, key, { ...result, at: T0 }));
    const postpone = (key: string, dueAt: number, maybePosted: boolean) =>
      inTx((tx, outbox) => outbox.postpone(tx, key, { dueAt, error: 'timeout', maybePosted }));

    it('keeps an intent once, as it was first put', async () => {
      expect(await put({ user: 'U1', responseUrl: 'https://hooks.example/1' })).toBe(true);
      expect(await put({ priority: 0 })).toBe(false);

      expect(await get('run_1/root')).toEqual({
        ...aMessage({ user: 'U1', responseUrl: 'https://hooks.example/1' }),
        wanted: 1,
        sent: 0,
        ts: null,
        state: 'due',
        attempts: 0,
        dueAt: T0,
        maybePosted: false,
        error: null,
        createdAt: T0,
        waitingSince: T0,
        postedAt: null,
        sentAt: null,
        reposts: 0,
      });
    });

    it('is done when the newest content is out, and due again when it changes', async () => {
      await put();
      await sent('run_1/root', { sent: 1, ts: '1.1' });
      expect(await get('run_1/root')).toMatchObject({ state: 'sent', sent: 1, ts: '1.1' });
      expect(await dueKeys()).toEqual([]);

      await inTx((tx, outbox) => outbox.touch(tx, 'run_1/root', T0));

      expect(await get('run_1/root')).toMatchObject({ state: 'due', wanted: 2, sent: 1, ts: '1.1' });
      expect(await dueKeys()).toEqual(['run_1/root']);
    });

    it('stays due when the content changed while it was being sent', async () => {
      await put();
      await inTx((tx, outbox) => outbox.sending(tx, 'run_1/root', T0));
      await inTx((tx, outbox) => outbox.touch(tx, 'run_1/root', T0));

      await sent('run_1/root', { sent: 1, ts: '1.1' });

      expect(await get('run_1/root')).toMatchObject({ state: 'due', wanted: 2, sent: 1, maybePosted: false });
    });

    it('ignores a change of a row that is not there', async () => {
      await inTx((tx, outbox) => outbox.touch(tx, 'nothing', T0));

      expect(await get('nothing')).toBeUndefined();
    });

    it('remembers that a call may have arrived, from before the call until its answer', async () => {
      await put();
      await inTx((tx, outbox) => outbox.sending(tx, 'run_1/root', T0));
      expect((await get('run_1/root'))?.maybePosted).toBe(true);

      await postpone('run_1/root', T0 + 10, true);
      expect(await get('run_1/root')).toMatchObject({
        maybePosted: true,
        attempts: 1,
        error: 'timeout',
        dueAt: T0 + 10,
      });

      await postpone('run_1/root', T0 + 20, false);
      expect(await get('run_1/root')).toMatchObject({ maybePosted: false, attempts: 2 });

      await sent('run_1/root', { sent: 1, ts: '1.1' });
      expect(await get('run_1/root')).toMatchObject({ maybePosted: false, attempts: 0, error: null });
    });

    it('takes the id of a message that was found by looking, and still has its content to send', async () => {
      await put();

      await sent('run_1/root', { sent: 0, ts: '1.1' });

      expect(await get('run_1/root')).toMatchObject({ state: 'due', sent: 0, ts: '1.1', maybePosted: false });
    });

    it('never takes a message’s id away again', async () => {
      await put();
      await sent('run_1/root', { sent: 1, ts: '1.1' });

      await sent('run_1/root', { sent: 1, ts: null });

      expect((await get('run_1/root'))?.ts).toBe('1.1');
    });

    it('gives nothing before it is due', async () => {
      await put();
      await postpone('run_1/root', T0 + 10, false);

      expect(await dueKeys(T0 + 9)).toEqual([]);
      expect(await dueKeys(T0 + 10)).toEqual(['run_1/root']);
    });

    it('gives one row of each channel: what a person waits for first, then the oldest', async () => {
      await put({ key: 'old', channel: 'C1' }, T0);
      await put({ key: 'older', channel: 'C1' }, T0 - 5);
      await put({ key: 'click', channel: 'C1', priority: 0 }, T0);
      await put({ key: 'first', channel: 'C2' }, T0 - 1);
      await put({ key: 'second', channel: 'C2' }, T0 - 1);

      expect(await dueKeys()).toEqual(['click', 'first']);
      expect(await dueKeys(T0, 1)).toEqual(['click']);
      await sent('click', { sent: 1, ts: '1.1' });
      await sent('first', { sent: 1, ts: '1.2' });
      expect(await dueKeys()).toEqual(['older', 'second']);
    });

    it('lets a postponed row hold up nobody', async () => {
      await put({ key: 'a' }, T0);
      await put({ key: 'b' }, T0 + 1);

      await postpone('a', T0 + 60_000, false);

      expect(await dueKeys(T0 + 1)).toEqual(['b']);
    });

    describe('in a thread', () => {
      const child = { key: 'child', thread: 'run_1/root' };

      it('waits until the message it belongs under is posted', async () => {
        await put(child);
        await put({}, T0 + 1);
        expect(await dueKeys(T0 + 1)).toEqual(['run_1/root']);
        expect(await inTx((tx, outbox) => outbox.nextDue(tx))).toBe(T0 + 1);

        await sent('run_1/root', { sent: 1, ts: '1.1' });

        expect(await dueKeys(T0 + 1)).toEqual(['child']);
      });

      it('waits while that one was only told in private', async () => {
        await put();
        await put(child);

        await sent('run_1/root', { sent: 1, ts: null });

        expect(await dueKeys()).toEqual([]);
        expect(await inTx((tx, outbox) => outbox.nextDue(tx))).toBeUndefined();
      });

      it('fails with it, all the way down, also when put later', async () => {
        await put();
        await put(child);
        await put({ key: 'grandchild', thread: 'child' });

        await inTx((tx, outbox) => outbox.fail(tx, 'run_1/root', 'not_in_channel'));
        await put({ key: 'late', thread: 'run_1/root' });

        expect(await get('run_1/root')).toMatchObject({ state: 'failed', error: 'not_in_channel' });
        for (const key of ['child', 'grandchild', 'late']) {
          expect(await get(key)).toMatchObject({ state: 'failed', error: 'thread: not_in_channel' });
        }
        expect(await dueKeys()).toEqual([]);
      });

      it('goes on when only an edit of that one failed', async () => {
        await put();
        await sent('run_1/root', { sent: 1, ts: '1.1' });
        await put(child);

        await inTx((tx, outbox) => outbox.fail(tx, 'run_1/root', 'edit_window_closed'));

        expect(await dueKeys()).toEqual(['child']);
      });
    });

    it('is tried again with the next change when only an edit of it failed', async () => {
      await put();
      await sent('run_1/root', { sent: 1, ts: '1.1' });
      await inTx((tx, outbox) => outbox.fail(tx, 'run_1/root', 'is_archived'));

      await inTx((tx, outbox) => outbox.touch(tx, 'run_1/root', T0 + 1));

      expect(await get('run_1/root')).toMatchObject({ state: 'due', waitingSince: T0 + 1 });
    });

    it('waits since it fell due, however often it changes or is put off', async () => {
      await put();
      await inTx((tx, outbox) => outbox.touch(tx, 'run_1/root', T0 + 5));
      await postpone('run_1/root', T0 + 10, false);
      expect((await get('run_1/root'))?.waitingSince).toBe(T0);

      await sent('run_1/root', { sent: 2, ts: '1.1' });
      await inTx((tx, outbox) => outbox.touch(tx, 'run_1/root', T0 + 20));
      expect((await get('run_1/root'))?.waitingSince).toBe(T0 + 20);
    });

    it('takes nothing into a thread whose root was answered privately', async () => {
      await put();
      await put({ key: 'child', thread: 'run_1/root' });
      await sent('run_1/root', { sent: 1, ts: null });
      await put({ key: 'late', thread: 'run_1/root' });

      for (const key of ['child', 'late']) {
        expect(await get(key)).toMatchObject({ state: 'failed', error: 'thread: answered privately' });
      }
      await inTx((tx, outbox) => outbox.touch(tx, 'run_1/root', T0));
      await sent('run_1/root', { sent: 2, ts: '1.1' });
      for (const key of ['child', 'late']) expect(await get(key)).toMatchObject({ state: 'due', error: null });
    });

    it('stays failed, whatever changes', async () => {
      await put();
      await inTx((tx, outbox) => outbox.fail(tx, 'run_1/root', 'channel_not_found'));

      await inTx((tx, outbox) => outbox.touch(tx, 'run_1/root', T0));

      expect(await get('run_1/root')).toMatchObject({ state: 'failed', error: 'channel_not_found' });
      expect(await dueKeys()).toEqual([]);
    });

    it('says when the next row falls due', async () => {
      expect(await inTx((tx, outbox) => outbox.nextDue(tx))).toBeUndefined();
      await put({ key: 'a' });
      await put({ key: 'b' }, T0 + 5);
      await postpone('a', T0 + 10, false);

      expect(await inTx((tx, outbox) => outbox.nextDue(tx))).toBe(T0 + 5);
    });

    it('ends with the newest content out and no message twice, whatever happens on the way', async () => {
      let n = 0;
      const step = fc.constantFrom<Step>(
        'touch',
        'send',
        'send, refused',
        'send, answer lost',
        'send, request lost',
        'crash before the call',
        'crash after the call',
      );
      const anyHistory = fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        n += 1;
        const key = `message_${n}`;
        await put({ key, channel: key });
        const slack = makeSlackModel(theStore(), key);

        for (const each of steps) await slack.take(each);
        await slack.finish();

        const row = await get(key);
        expect(row).toMatchObject({ state: 'sent', maybePosted: false });
        expect(slack.shown()).toEqual({ posts: 1, revision: row?.wanted });
      });

      await fc.assert(anyHistory, { numRuns: 100 });
    }, 60_000);
  });
}
