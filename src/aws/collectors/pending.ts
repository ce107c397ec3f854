import type { EvidenceKind } from '../../domain/evidence.ts';
import { Nothing } from '../failure.ts';
import type { Collector } from '../trip.ts';

/** Holds the place of a kind whose collector is not written yet; no check may need such a kind. */
export function pending<K extends EvidenceKind>(id: K): Collector<K> {
  return {
    id,
    actions: [],
    needs: [],
    take: () => Promise.reject(new Nothing({ reason: 'not-collected', action: null, detail: null })),
  };
}
