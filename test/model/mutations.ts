import type { Mutation } from './bot.ts';

/** What each of these leaves out is what keeps a promise: without it the model has to find a history that breaks one. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'no look-back': {
    messenger: (messenger) => ({ ...messenger, find: async () => undefined }),
  },
  'no unique key': {
    store: (store) => ({
      ...store,
      inbox: {
        ...store.inbox,
        accept: async (tx, delivery) => {
          await store.inbox.accept(tx, delivery);
          return true;
        },
      },
    }),
  },
  'gate reopened on timeout': {
    store: (store) => ({
      ...store,
      outbox: {
        ...store.outbox,
        postpone: (tx, key, result) => store.outbox.postpone(tx, key, { ...result, maybePosted: false }),
      },
    }),
  },
  'ack before the inbox is committed': {
    accept: (_deps, real) => async (delivery) => {
      void real(delivery).catch(() => undefined);
    },
  },
  'enqueue outside the transaction': {
    accept:
      ({ store, jobs, clock }) =>
      async (delivery) => {
        const receivedAt = clock.now().getTime();
        const isNew = await store.transaction((tx) => store.inbox.accept(tx, { ...delivery, receivedAt }));
        const job = { name: 'handle-delivery' as const, dedupeKey: delivery.id, data: { id: delivery.id } };
        if (isNew) await store.transaction((tx) => jobs.enqueue(tx, job));
      },
  },
  'no lease: whoever wants a channel takes it': {
    store: (store) => ({
      ...store,
      outbox: {
        ...store.outbox,
        claim: (tx, order) => store.outbox.claim(tx, { ...order, until: order.at }),
        hold: (tx, claim) => store.outbox.hold(tx, claim, 0),
      },
    }),
  },
};
