import { describe, expect, it } from '@jest/globals';
import type { Store, Tx } from '../../src/domain/ports.ts';
import { aMessage, anIncident, aRun, T0 } from './samples.ts';

type InTx = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** What the rows say about the bot. `storeOf` gives the store of the test that runs. */
export function describeVitals(storeOf: () => Store, inTx: InTx): void {
  const vitals = (at = T0) => inTx((tx) => storeOf().vitals(tx, at));
  const inbox = (id: string, kind: 'command' | 'action' | 'alarm', receivedAt: number) =>
    inTx((tx) => storeOf().inbox.accept(tx, { id, kind, body: {}, receivedAt }));

  describe('vitals', () => {
    it('are calm and empty where nothing ever happened', async () => {
      expect(await vitals()).toEqual({
        outbox: { due: 0, oldestAt: null, failed: 0 },
        jobs: { waiting: 0, running: 0, dead: 0, oldestDueAt: null },
        last: { command: null, action: null, alarm: null, check: null, post: null },
        incidents: { open: 0 },
      });
    });

    it('count a message from when it was put, also while it is postponed', async () => {
      await inTx(async (tx) => {
        const { outbox } = storeOf();
        await outbox.put(tx, aMessage({ key: 'a' }), T0);
        await outbox.put(tx, aMessage({ key: 'b' }), T0 + 1_000);
        await outbox.postpone(tx, 'a', { dueAt: T0 + 60_000, error: 'away', maybePosted: false });
      });

      expect((await vitals(T0 + 2_000)).outbox).toEqual({ due: 2, oldestAt: T0, failed: 0 });
    });

    it('count an edit from when it was asked for, not from when the message was first sent', async () => {
      await inTx(async (tx) => {
        const { outbox } = storeOf();
        await outbox.put(tx, aMessage({ key: 'a' }), T0);
        await outbox.sent(tx, 'a', { sent: 1, ts: '1.1', at: T0 + 500 });
        await outbox.touch(tx, 'a', T0 + 90_000);
      });
      const { outbox, last } = await vitals(T0 + 100_000);

      expect(outbox).toEqual({ due: 1, oldestAt: T0 + 90_000, failed: 0 });
      expect(last.post).toBe(T0 + 500);
    });

    it('count what was given up apart from what waits', async () => {
      await inTx(async (tx) => {
        await storeOf().outbox.put(tx, aMessage({ key: 'a' }), T0);
        await storeOf().outbox.fail(tx, 'a', 'gone');
      });

      expect((await vitals()).outbox).toEqual({ due: 0, oldestAt: null, failed: 1 });
    });

    it('tell when something of each kind last came in, and when a check last ended', async () => {
      await inbox('1', 'command', T0);
      await inbox('2', 'command', T0 + 5);
      await inbox('3', 'alarm', T0 + 3);
      await inTx(async (tx) => {
        await storeOf().runs.create(tx, aRun());
        await storeOf().runs.update(tx, 'run_1', { state: 'done' }, T0 + 9);
      });

      expect((await vitals()).last).toEqual({
        command: T0 + 5,
        action: null,
        alarm: T0 + 3,
        check: T0 + 9,
        post: null,
      });
    });

    it('count the incidents that are not resolved', async () => {
      await inTx(async (tx) => {
        await storeOf().incidents.create(tx, anIncident());
        await storeOf().incidents.create(tx, anIncident({ id: 'inc_2', thread: 'x' }));
        await storeOf().incidents.update(tx, 'inc_2', { state: 'resolved' }, T0);
      });

      expect((await vitals()).incidents).toEqual({ open: 1 });
    });
  });
}
