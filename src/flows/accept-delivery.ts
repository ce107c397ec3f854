import type { Delivery } from '../domain/delivery.ts';
import type { Clock, Jobs, Store } from '../domain/ports.ts';

export type Accept = (delivery: Omit<Delivery, 'receivedAt'>) => Promise<void>;

/** Keeps what came in, with the job that will handle it: both or neither, and a repeat is a no-op. Call before `ack`. */
export function makeAccept({
  store,
  jobs,
  clock,
}: {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly clock: Clock;
}): Accept {
  return (delivery) =>
    store.transaction(async (tx) => {
      const isNew = await store.inbox.accept(tx, { ...delivery, receivedAt: clock.now().getTime() });
      if (isNew) await jobs.enqueue(tx, { name: 'handle-delivery', dedupeKey: delivery.id, data: { id: delivery.id } });
    });
}
