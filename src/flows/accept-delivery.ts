import type { Delivery } from '../domain/delivery.ts';
import type { Clock, Jobs, Store } from '../domain/ports.ts';
import { noTelemetry, type Telemetry } from '../domain/telemetry.ts';

export type Accept = (delivery: Omit<Delivery, 'receivedAt'>) => Promise<void>;

export interface AcceptDeps {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly telemetry?: Telemetry;
}

/** Keeps what came in, with the job that will handle it: both or neither, and a repeat is a no-op. Call before `ack`. */
export function makeAccept({ store, jobs, clock, telemetry = noTelemetry }: AcceptDeps): Accept {
  const keep = (delivery: Omit<Delivery, 'receivedAt'>) =>
    store.transaction(async (tx) => {
      const isNew = await store.inbox.accept(tx, { ...delivery, receivedAt: clock.now().getTime() });
      if (isNew)
        await jobs.enqueue(tx, {
          name: 'handle-delivery',
          dedupeKey: delivery.id,
          data: { id: delivery.id },
        });
      return isNew;
    }, 'plain');
  return async (delivery) => {
    const isNew = await keep(delivery).catch((error: unknown) => {
      telemetry.delivery(delivery.kind, 'failed');
      throw error;
    });
    telemetry.delivery(delivery.kind, isNew ? 'new' : 'repeated');
  };
}
