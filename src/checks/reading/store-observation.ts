import type { Observation } from '../../domain/check.ts';
import type { AccessLog, ApplicationLog, DataStore, Metrics } from '../../domain/evidence.ts';
import type { Window } from '../../domain/window.ts';
import { type Failures, failuresOf } from './failures.ts';
import { notApplicable, unknown } from './observe.ts';
import { type StoreFamily, storesInUse } from './stores.ts';

interface About {
  readonly dataStores: readonly DataStore[];
  readonly metrics: Metrics;
  readonly accessLog?: AccessLog | undefined;
  readonly applicationLogs?: readonly ApplicationLog[] | undefined;
}

/**
 * Asks `look` about the stores in use while something fails. Where several lie near and none is named, what is seen at
 * one of them may be somebody else's trouble; silence of all is silence.
 */
export function observeStores(
  { dataStores, metrics, accessLog, applicationLogs }: About,
  family: StoreFamily,
  window: Window,
  look: (stores: readonly DataStore[], failures: Failures) => Observation,
): Observation {
  const inUse = storesInUse(dataStores, family, applicationLogs);
  if (inUse === undefined) return notApplicable();
  const failures = failuresOf(metrics, window, accessLog);
  if (failures === undefined) return unknown('not-collected');
  if (failures.total === 0) return unknown('no-502');
  const answer = look(inUse.stores, failures);
  return answer.status === 'seen' && !inUse.certain ? { ...answer, status: 'unknown', reason: 'ambiguous' } : answer;
}
