import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TimelineType } from '../../src/domain/incident.ts';
import type { Store, Tx } from '../../src/domain/ports.ts';
import { verifyTimeline } from '../../src/store/index.ts';
import { describeAlarms } from './alarms-contract.ts';
import { describeOutbox } from './outbox-contract.ts';
import { aCard, anActionItem, anEvent, anIncident, aRun, aRunbookRun, T0 } from './samples.ts';
import { describeVitals } from './vitals-contract.ts';
import { describeWorkspaces } from './workspaces-contract.ts';

/** The promises of the Store port. Every implementation passes them all. `open` gives an empty store each time. */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`store on ${name}`, () => {
    let store: Store;
    const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => store.transaction(work);
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    describe('transaction', () => {
      it('keeps nothing of what threw, and serves the next', async () => {
        const failed = inTx(async (tx) => {
          await store.incidents.create(tx, anIncident());
          throw new Error('no');
        });

        await expect(failed).rejects.toThrow('no');
        expect(await inTx((tx) => store.incidents.get(tx, 'inc_1'))).toBeUndefined();
      });

      it('keeps nothing when the database refuses a row, also of what came before', async () => {
        const failed = inTx(async (tx) => {
          await store.incidents.create(tx, anIncident());
          await store.runbooks.create(tx, aRunbookRun({ incident: 'inc_of_nobody' }));
        });

        await expect(failed).rejects.toThrow();
        expect(await inTx((tx) => store.incidents.get(tx, 'inc_1'))).toBeUndefined();
      });

      it('does not mix transactions that are asked for at once', async () => {
        await inTx((tx) => store.incidents.create(tx, anIncident()));
        const append = async (n: number) =>
          inTx(async (tx) => {
            await store.timeline.append(tx, anEvent({ id: `event_${n}` }));
            if (n % 3 === 0) throw new Error('every third fails');
          });

        const results = await Promise.allSettled(Array.from({ length: 30 }, (_, n) => append(n)));

        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
        const events = await inTx((tx) => store.timeline.read(tx, 'inc_1'));
        expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
        expect(verifyTimeline(events)).toMatchObject({ ok: true, count: 20 });
      });

      it('refuses a transaction inside a transaction, and keeps nothing of the outer', async () => {
        const nested = inTx(async (tx) => {
          await store.incidents.create(tx, anIncident());
          await inTx(async () => undefined);
        });

        await expect(nested).rejects.toThrow('inside a transaction');
        expect(await inTx((tx) => store.incidents.get(tx, 'inc_1'))).toBeUndefined();
      });

      it('refuses a tx that is over', async () => {
        const kept = await inTx(async (tx) => ({ tx }));

        await expect(store.incidents.create(kept.tx, anIncident())).rejects.toThrow('over');
      });

      it('refuses to begin once the store is closed', async () => {
        const other = await open();
        await other.close();

        await expect(other.transaction(async () => undefined)).rejects.toThrow('closed');
      });
    });

    describe('afterCommit', () => {
      it('runs after the commit, where a transaction may be begun again', async () => {
        const seen = new Promise((resolve) => {
          void inTx(async (tx) => {
            store.afterCommit(tx, () => resolve(inTx((next) => store.incidents.get(next, 'inc_1'))));
            await store.incidents.create(tx, anIncident());
          });
        });

        expect(await seen).toEqual(anIncident());
      });

      it('does not run when the transaction rolled back', async () => {
        let ran = false;
        const failed = inTx(async (tx) => {
          store.afterCommit(tx, () => {
            ran = true;
          });
          throw new Error('no');
        });

        await expect(failed).rejects.toThrow('no');
        await inTx(async () => undefined);
        expect(ran).toBe(false);
      });
    });

    describe('runs', () => {
      it('gives back what was put in', async () => {
        await inTx((tx) => store.runs.create(tx, aRun()));

        expect(await inTx((tx) => store.runs.get(tx, 'run_1'))).toEqual(aRun());
        expect(await inTx((tx) => store.runs.get(tx, 'run_2'))).toBeUndefined();
      });

      it('changes what the patch names and the time, and nothing else', async () => {
        await inTx((tx) => store.runs.create(tx, aRun()));
        const patch = { state: 'done', answer: '{"verdict":"healthy"}', progress: [] } as const;

        await inTx((tx) => store.runs.update(tx, 'run_1', patch, T0 + 5));

        expect(await inTx((tx) => store.runs.get(tx, 'run_1'))).toEqual(aRun({ ...patch, updatedAt: T0 + 5 }));
      });

      it('rejects a change of a run that is not there', async () => {
        await expect(inTx((tx) => store.runs.update(tx, 'run_9', { state: 'done' }, T0))).rejects.toThrow('run_9');
      });

      it.each(['waiting', 'running'] as const)('finds the %s run of a query in a channel', async (state) => {
        await inTx((tx) => store.runs.create(tx, aRun({ state })));

        const find = (channel: string, query: string) => inTx((tx) => store.runs.going(tx, channel, query));
        expect(await find('C1', 'shop-alb')).toEqual(aRun({ state }));
        expect(await find('C2', 'shop-alb')).toBeUndefined();
        expect(await find('C1', 'other-alb')).toBeUndefined();
      });

      it.each(['done', 'failed'] as const)('does not count a %s run as going', async (state) => {
        await inTx((tx) => store.runs.create(tx, aRun({ state })));

        expect(await inTx((tx) => store.runs.going(tx, 'C1', 'shop-alb'))).toBeUndefined();
      });

      it('refuses a second going run of the same query in a channel, whoever asks', async () => {
        await inTx((tx) => store.runs.create(tx, aRun()));

        await expect(inTx((tx) => store.runs.create(tx, aRun({ id: 'run_2' })))).rejects.toThrow();
        await inTx((tx) => store.runs.create(tx, aRun({ id: 'run_3', channel: 'C2' })));
        await inTx((tx) => store.runs.create(tx, aRun({ id: 'run_4', state: 'done' })));
      });

      it('lists the newest of a channel first', async () => {
        await inTx(async (tx) => {
          for (const n of [2, 1, 3, 4]) {
            await store.runs.create(tx, aRun({ id: `run_${n}`, state: 'done', createdAt: T0 + n }));
          }
          await store.runs.create(tx, aRun({ id: 'run_x', channel: 'C2', createdAt: T0 + 9 }));
        });

        const recent = await inTx((tx) => store.runs.recent(tx, 'C1', 3));

        expect(recent.map(({ id }) => id)).toEqual(['run_4', 'run_3', 'run_2']);
      });
    });

    describe('incidents', () => {
      it('gives back what was put in, and says so when the id is taken', async () => {
        expect(await inTx((tx) => store.incidents.create(tx, anIncident()))).toBe(true);
        expect(await inTx((tx) => store.incidents.create(tx, anIncident({ title: 'other' })))).toBe(false);

        expect(await inTx((tx) => store.incidents.get(tx, 'inc_1'))).toEqual(anIncident());
      });

      it('changes what the patch names', async () => {
        await inTx((tx) => store.incidents.create(tx, anIncident()));

        await inTx((tx) => store.incidents.update(tx, 'inc_1', { state: 'resolved', lastRun: 'run_2' }, T0 + 5));

        expect(await inTx((tx) => store.incidents.get(tx, 'inc_1'))).toEqual(
          anIncident({ state: 'resolved', lastRun: 'run_2', updatedAt: T0 + 5 }),
        );
        await expect(inTx((tx) => store.incidents.update(tx, 'inc_9', {}, T0))).rejects.toThrow('inc_9');
      });

      it('lists the newest first, of a channel or of all, unresolved ones only on demand', async () => {
        await inTx(async (tx) => {
          await store.incidents.create(tx, anIncident({ id: 'inc_1', openedAt: T0 + 1, state: 'resolved' }));
          await store.incidents.create(tx, anIncident({ id: 'inc_2', openedAt: T0 + 3 }));
          await store.incidents.create(tx, anIncident({ id: 'inc_3', openedAt: T0 + 2, channel: 'C2' }));
        });

        const list = async (filter: { readonly channel?: string; readonly open?: boolean }, limit = 9) =>
          (await inTx((tx) => store.incidents.list(tx, { ...filter, limit }))).map(({ id }) => id);
        expect(await list({})).toEqual(['inc_2', 'inc_3', 'inc_1']);
        expect(await list({}, 1)).toEqual(['inc_2']);
        expect(await list({ channel: 'C1' })).toEqual(['inc_2', 'inc_1']);
        expect(await list({ channel: 'C1', open: true })).toEqual(['inc_2']);
      });

      it('finds an incident by the message whose thread it lives in', async () => {
        await inTx((tx) => store.incidents.create(tx, anIncident()));

        expect(await inTx((tx) => store.incidents.byThread(tx, 'run_1/root'))).toEqual(anIncident());
        expect(await inTx((tx) => store.incidents.byThread(tx, 'run_2/root'))).toBeUndefined();
      });
    });

    describe('timeline', () => {
      it('is read whole, or by what kind of event it was', async () => {
        await inTx(async (tx) => {
          await store.incidents.create(tx, anIncident());
          for (const [n, type] of (['opened', 'acted', 'handed-over', 'acted'] as const).entries())
            await store.timeline.append(tx, anEvent({ id: `event_${n}`, type }));
        });
        const seqs = async (types?: readonly TimelineType[]) =>
          (await inTx((tx) => store.timeline.read(tx, 'inc_1', types))).map(({ seq }) => seq);

        expect(await seqs()).toEqual([1, 2, 3, 4]);
        expect(await seqs(['acted'])).toEqual([2, 4]);
        expect(await seqs(['opened', 'handed-over'])).toEqual([1, 3]);
        expect(await seqs(['note'])).toEqual([]);
      });

      beforeEach(() => inTx((tx) => store.incidents.create(tx, anIncident())));

      it('numbers events from 1, each incident for itself, and chains them', async () => {
        await inTx((tx) => store.incidents.create(tx, anIncident({ id: 'inc_2' })));

        await inTx(async (tx) => {
          await store.timeline.append(tx, anEvent({ id: 'a' }));
          await store.timeline.append(tx, anEvent({ id: 'b', incident: 'inc_2' }));
          await store.timeline.append(tx, anEvent({ id: 'c' }));
        });

        const events = await inTx((tx) => store.timeline.read(tx, 'inc_1'));
        expect(events.map(({ id, seq }) => [id, seq])).toEqual([
          ['a', 1],
          ['c', 2],
        ]);
        expect(events[1]?.previousHash).toBe(events[0]?.hash);
        expect(verifyTimeline(events)).toMatchObject({ ok: true, count: 2 });
      });

      it('gives back the event as it reads it later', async () => {
        const appended = await inTx((tx) => store.timeline.append(tx, anEvent()));

        expect(appended).toMatchObject({ ...anEvent(), seq: 1 });
        expect(await inTx((tx) => store.timeline.read(tx, 'inc_1'))).toEqual([appended]);
      });

      it('writes nothing when the id is already there', async () => {
        await inTx((tx) => store.timeline.append(tx, anEvent()));

        const again = await inTx((tx) => store.timeline.append(tx, anEvent({ body: { text: 'another' } })));
        const next = await inTx((tx) => store.timeline.append(tx, anEvent({ id: 'event_2' })));

        expect(again).toBeUndefined();
        expect(next?.seq).toBe(2);
      });

      it('leaves no hole where a transaction rolled back', async () => {
        const failed = inTx(async (tx) => {
          await store.timeline.append(tx, anEvent());
          throw new Error('no');
        });
        await expect(failed).rejects.toThrow('no');

        const event = await inTx((tx) => store.timeline.append(tx, anEvent()));

        expect(event?.seq).toBe(1);
      });

      it('refuses an event of an incident that is not there', async () => {
        await expect(inTx((tx) => store.timeline.append(tx, anEvent({ incident: 'inc_9' })))).rejects.toThrow('inc_9');
      });

      it('knows what the chain has to end with', async () => {
        expect(await inTx((tx) => store.timeline.head(tx, 'inc_1'))).toMatchObject({ seq: 0 });
        await inTx((tx) => store.timeline.append(tx, anEvent()));
        const last = await inTx((tx) => store.timeline.append(tx, anEvent({ id: 'event_2' })));

        const head = await inTx((tx) => store.timeline.head(tx, 'inc_1'));

        expect(head).toEqual({ seq: 2, hash: last?.hash });
      });

      it('verifies after the round trip, whatever people write', async () => {
        let n = 0;
        const body = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }));
        const appendAll = fc.asyncProperty(body, fc.string(), async (value, by) => {
          n += 1;
          const event = await inTx((tx) => store.timeline.append(tx, anEvent({ id: `event_${n}`, by, body: value })));
          const events = await inTx((tx) => store.timeline.read(tx, 'inc_1'));
          expect(events.at(-1)).toEqual(event);
          expect(verifyTimeline(events)).toMatchObject({ ok: true, count: n });
        });

        await fc.assert(appendAll, { numRuns: 60, endOnFailure: true });
      }, 60_000);
    });

    describe('runbooks and cards', () => {
      beforeEach(() =>
        inTx(async (tx) => {
          await store.incidents.create(tx, anIncident());
          await store.runbooks.create(tx, aRunbookRun());
        }),
      );

      it('keeps runbook runs, several of an incident, in the order they were started', async () => {
        const second = aRunbookRun({ id: 'rb_0', startedAt: T0 + 1 });
        expect(await inTx((tx) => store.runbooks.create(tx, second))).toBe(true);
        expect(await inTx((tx) => store.runbooks.create(tx, aRunbookRun()))).toBe(false);

        await inTx((tx) => store.runbooks.setState(tx, 'rb_1', 'escalated'));

        const first = aRunbookRun({ state: 'escalated' });
        expect(await inTx((tx) => store.runbooks.get(tx, 'rb_1'))).toEqual(first);
        expect(await inTx((tx) => store.runbooks.ofIncident(tx, 'inc_1'))).toEqual([first, second]);
        await expect(inTx((tx) => store.runbooks.setState(tx, 'rb_9', 'going'))).rejects.toThrow('rb_9');
      });

      it('gives back cards as they were put in, in the order they were opened', async () => {
        const second = aCard({ id: 'card_0', openedAt: T0 + 1, state: 'waiting', dueAt: T0 + 2, limitAt: T0 + 3 });
        expect(await inTx((tx) => store.cards.create(tx, aCard()))).toBe(true);
        expect(await inTx((tx) => store.cards.create(tx, second))).toBe(true);
        expect(await inTx((tx) => store.cards.create(tx, second))).toBe(false);

        expect(await inTx((tx) => store.cards.ofRunbook(tx, 'rb_1'))).toEqual([aCard(), second]);
      });

      it('lets the first of two presses change a card, and tells the second', async () => {
        await inTx((tx) => store.cards.create(tx, aCard()));
        const press = (by: string) => {
          const patch = { state: 'closed', outcome: 'yes', closedBy: by, closedAt: T0 + 1 } as const;
          return inTx((tx) => store.cards.change(tx, 'card_1', 'open', patch));
        };

        expect(await Promise.all([press('U1'), press('U2')])).toEqual([true, false]);

        expect(await inTx((tx) => store.cards.get(tx, 'card_1'))).toMatchObject({ state: 'closed', closedBy: 'U1' });
      });

      it('finds the card that waits for a run, and only while it waits', async () => {
        await inTx((tx) => store.cards.create(tx, aCard({ state: 'waiting', run: 'run_2' })));
        const find = () => inTx((tx) => store.cards.byRun(tx, 'run_2'));
        expect((await find())?.id).toBe('card_1');

        await inTx((tx) => store.cards.change(tx, 'card_1', 'waiting', { state: 'closed' }));

        expect(await find()).toBeUndefined();
      });
    });

    describe('action items and inbox', () => {
      it('keeps action items in the order they were made', async () => {
        await inTx((tx) => store.incidents.create(tx, anIncident()));
        const second = anActionItem({ id: 'item_0', createdAt: T0 + 1, owner: 'U2', due: null });

        expect(await inTx((tx) => store.actionItems.create(tx, anActionItem()))).toBe(true);
        expect(await inTx((tx) => store.actionItems.create(tx, second))).toBe(true);
        expect(await inTx((tx) => store.actionItems.create(tx, second))).toBe(false);

        expect(await inTx((tx) => store.actionItems.ofIncident(tx, 'inc_1'))).toEqual([anActionItem(), second]);
      });

      it('accepts a delivery once', async () => {
        const delivery = { id: 'Ev1', kind: 'action', body: { value: 'ボタン' }, receivedAt: T0 } as const;

        const accepted = await Promise.all([1, 2].map(() => inTx((tx) => store.inbox.accept(tx, delivery))));

        expect(accepted).toEqual([true, false]);
        expect(await inTx((tx) => store.inbox.get(tx, 'Ev1'))).toEqual(delivery);
        expect(await inTx((tx) => store.inbox.get(tx, 'Ev2'))).toBeUndefined();
      });
    });

    describeAlarms(() => store, inTx);
    describeOutbox(() => store);
    describeVitals(() => store, inTx);
    describeWorkspaces(() => store, inTx);
  });
}
