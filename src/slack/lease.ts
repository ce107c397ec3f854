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
   * Right before each call that people will see. With `key`, marks that row as maybe posted, in the same transaction.
   * Rejects with LostLease.
   */
  hold(key?: string): Promise<void>;
}

/** A process that was paused between the renewal and the call renews once more: its time to begin is over. */
export function makeLease(store: Store, clock: Clock, claim: SendClaim): Lease {
  const now = () => clock.now().getTime();
  return {
    async hold(key) {
      let from: number;
      do {
        from = now();
        await renew(from, key);
      } while (now() - from > BEGIN_WITHIN_MS);
    },
  };

  function renew(from: number, key: string | undefined): Promise<void> {
    return store.transaction(async (tx) => {
      if (!(await store.outbox.hold(tx, claim, from + LEASE_MS))) throw new LostLease();
      if (key !== undefined) await store.outbox.sending(tx, key, from);
    });
  }
}
