import { describe, expect, it } from '@jest/globals';
import type { SendClaim, Store, Tx } from '../../src/domain/ports.ts';
import { LEASE_MS, LostLease, makeLease } from '../../src/slack/lease.ts';

const claim: SendClaim = { channel: 'C1', owner: 'here', token: 1 };

/** A store that takes so long for each transaction, and says whether the lease is still ours. */
function slowStore(tookMs: readonly number[], isOurs = true) {
  let now = 0;
  const untils: number[] = [];
  const marked: string[] = [];
  const outbox = {
    hold: async (_tx: Tx, _claim: SendClaim, until: number) => {
      untils.push(until);
      return isOurs;
    },
    sending: async (_tx: Tx, key: string) => {
      marked.push(key);
    },
  };
  const store = {
    outbox,
    transaction: async (work: (tx: Tx) => Promise<unknown>) => {
      const result = await work({} as Tx);
      now += tookMs[untils.length - 1] ?? 0;
      return result;
    },
  } as unknown as Store;
  const pass = (ms: number) => {
    now += ms;
  };
  return { lease: makeLease(store, { now: () => new Date(now) }, claim, 0), untils, marked, pass };
}

describe('the lease of a channel', () => {
  it('is renewed before the call, together with the mark of the row', async () => {
    const { lease, untils, marked } = slowStore([5]);

    await lease.hold('run_1/root');

    expect(untils).toEqual([LEASE_MS]);
    expect(marked).toEqual(['run_1/root']);
  });

  it('is renewed again by a process that was stopped meanwhile: the time left would not be enough for the call', async () => {
    const { lease, untils } = slowStore([60_000, 5]);

    await lease.hold('run_1/root');

    expect(untils).toEqual([LEASE_MS, 60_000 + LEASE_MS]);
  });

  it('needs no renewal for what is not marked, as long as the call can begin in time', async () => {
    const { lease, untils, pass } = slowStore([5]);

    pass(2_000);
    await lease.hold();
    expect(untils).toEqual([]);

    pass(1);
    await lease.hold();
    expect(untils).toEqual([2_001 + LEASE_MS]);
  });

  it('ends the sending when somebody else has it', async () => {
    const { lease, marked } = slowStore([5], false);

    await expect(lease.hold('run_1/root')).rejects.toThrow(LostLease);
    expect(marked).toEqual([]);
  });
});
