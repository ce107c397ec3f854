import type { Clock, JobHandler, PrunableBundles, Store } from '../domain/ports.ts';

const DAY_MS = 24 * 3_600_000;
/** Longer than anybody brings anything again: SQS keeps a message for 14 days at most. */
const KEEP_ROWS_MS = 30 * DAY_MS;
const KEEP_BUNDLES_MS = 90 * DAY_MS;
/** In one transaction, so that nobody waits for long. */
const AT_ONCE = 500;

export interface PruneDeps {
  readonly store: Pick<Store, 'transaction' | 'inbox' | 'outbox'>;
  readonly bundles: Pick<PrunableBundles, 'prune'>;
  readonly clock: Clock;
}

/**
 * The job that keeps the store small: what came in and what went out is forgotten after 30 days, bundles after 90. Incidents
 * with their timelines stay, and the messages that they live under.
 */
export function makePrune({ store, bundles, clock }: PruneDeps): JobHandler {
  return async ({ signal }) => {
    const now = clock.now().getTime();
    const before = now - KEEP_ROWS_MS;
    await batches(signal, () => store.transaction((tx) => store.inbox.prune(tx, before, AT_ONCE)));
    await batches(signal, () => store.transaction((tx) => store.outbox.prune(tx, before, AT_ONCE)));
    await bundles.prune(now - KEEP_BUNDLES_MS);
    return async () => {};
  };
}

async function batches(signal: AbortSignal, prune: () => Promise<number>): Promise<void> {
  while (!signal.aborted && (await prune()) > 0);
}
