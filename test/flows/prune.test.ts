import { describe, expect, it } from '@jest/globals';
import { makePrune } from '../../src/flows/prune.ts';
import { openStore } from '../../src/store/index.ts';
import { aMessage, T0 } from '../store/samples.ts';
import { temporaryDir } from '../store/temporary.ts';

const DAY_MS = 24 * 3_600_000;

describe('prune', () => {
  it('leaves no more after five months of work than after a month', async () => {
    const store = await openStore({ dataDir: temporaryDir() });
    const asked: number[] = [];
    let now = T0;
    const bundles = {
      prune: async (before: number) => {
        asked.push(now - before);
        return 0;
      },
    };
    const prune = makePrune({ store, bundles, clock: { now: () => new Date(now) } });
    const aDay = (day: number) =>
      store.transaction(async (tx) => {
        for (let n = 0; n < 20; n += 1) {
          const key = `day_${day}/${n}`;
          await store.inbox.accept(tx, { id: key, kind: 'command', body: {}, receivedAt: now });
          await store.outbox.put(tx, aMessage({ key }), now);
          await store.outbox.sent(tx, key, { sent: 1, ts: key, at: now });
        }
      });
    const rows = async () => {
      const kept = await Promise.all(
        Array.from({ length: 150 }, (_, day) =>
          store.transaction(async (tx) => (await store.outbox.get(tx, `day_${day}/7`)) !== undefined),
        ),
      );
      return kept.filter(Boolean).length;
    };

    for (let day = 0; day < 150; day += 1) {
      await aDay(day);
      now += DAY_MS;
      if (day % 30 === 29)
        await (await prune({ id: 'job', attempt: 1, data: {}, signal: AbortSignal.timeout(60_000) }))({} as never);
    }

    expect(await rows()).toBeLessThanOrEqual(40);
    expect(new Set(asked)).toEqual(new Set([90 * DAY_MS]));
    await store.close();
  }, 60_000);
});
