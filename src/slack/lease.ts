import type { Clock, SendClaim, Store } from '../domain/ports.ts';

/** A call to Slack is given up after this long; it may arrive until then and a little later. */
export const CALL_LIMIT_MS = 10_000;
/** A call begins within this time of the moment that its lease counts from, or not at all. */
const BEGIN_WITHIN_MS = 2_000;
/**
 * How long a channel belongs to whoever took it. Whoever comes next must not look for a message that may still arrive: the
 * beginning, the call itself, and 3 s for what is on the way and for clocks that differ. Less than the 20 s in which the
 * others have to take over from a process that died.
 */
export const LEASE_MS = BEGIN_WITHIN_MS + CALL_LIMIT_MS + 3_000;

/** Somebody else sends for this channel now: nothing more may be sent or written by us. */
export class LostLease extends Error {
  constructor() {
    super('the lease of the channel is lost');
    this.name = 'LostLease';
  }
}

/** The right to call Slack for a channel. */
export interface Lease {
  /**
   * Right before each call that people will see. With `key`, marks that row as maybe posted, in the same transaction as the
   * renewal; without, a lease that was taken or renewed a moment ago is good enough. Rejects with LostLease.
   */
  hold(key?: string): Promise<void>;
}

/** `takenAt`: when the claim was made. A process that was paused between the renewal and the call renews once more. */
export function makeLease(store: Store, clock: Clock, claim: SendClaim, takenAt: number): Lease {
  const now = () => clock.now().getTime();
  let from = takenAt;
  const isLate = () => now() - from > BEGIN_WITHIN_MS;
  return {
    async hold(key) {
      if (key === undefined && !isLate()) return;
      do {
        from = now();
        await renew(from, key);
      } while (isLate());
    },
  };

  function renew(at: number, key: string | undefined): Promise<void> {
    return store.transaction(async (tx) => {
      if (!(await store.outbox.hold(tx, claim, at + LEASE_MS))) throw new LostLease();
      if (key !== undefined) await store.outbox.sending(tx, key, at);
    }, 'plain');
  }
}
