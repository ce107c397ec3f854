import type { JobHandler } from '../domain/ports.ts';
import { walkOf } from './advance.ts';
import type { FlowDeps } from './deps.ts';
import { isLooking } from './press-step.ts';
import { refresh } from './say-to.ts';
import { look } from './show-step.ts';

/** Wakes a card that waits: when it is still its turn, looks. A card that was closed or put off meanwhile is left alone. */
export function makeLookAgain(deps: FlowDeps): JobHandler {
  return async ({ data }) =>
    async (tx) => {
      const card = await deps.store.cards.get(tx, String(data.card));
      if (card?.state !== 'waiting' || card.dueAt !== data.dueAt || (await isLooking(deps, tx, card))) return;
      const walk = await walkOf(deps, tx, card);
      const step = walk?.runbook.steps[card.step];
      const incident = await deps.store.incidents.get(tx, card.incident);
      if (step === undefined || incident === undefined) return;
      await look(deps, tx, incident, card, step);
      await refresh(deps, tx, card.id);
    };
}
