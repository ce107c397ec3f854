import type { ApplicationLog, DataStore } from '../../domain/evidence.ts';
import { type Failures, MINUTE } from './failures.ts';
import { keptLines } from './logs.ts';

export type StoreFamily = 'database' | 'cache';

export interface StoresInUse {
  readonly stores: readonly DataStore[];
  /** False where several lie near and nothing says which of them the failing services use. */
  readonly certain: boolean;
}

/**
 * The databases or caches that the services use: those that a setting names, or a line of the log; where neither does,
 * what lies in the VPC. Undefined when there is none at all.
 */
export function storesInUse(
  all: readonly DataStore[],
  family: StoreFamily,
  logs: readonly ApplicationLog[] | undefined,
): StoresInUse | undefined {
  const kin = all.filter(({ kind }) => (kind === 'elasticache') === (family === 'cache'));
  if (kin.length === 0) return undefined;
  const named = kin.filter((store) => store.onPath === 'named' || isLogged(store, logs ?? []));
  // Behind a proxy the database itself is not named: it is one of those near.
  const onlyProxies = named.length > 0 && named.every(({ kind }) => kind === 'rds-proxy');
  if (named.length > 0 && !onlyProxies) return { stores: named, certain: true };
  const others = kin.filter(({ kind }) => kind !== 'rds-proxy');
  // A cluster and its members are one.
  const single = others.filter(({ kind }) => kind === 'rds-cluster').length === 1 || others.length === 1;
  return { stores: [...named, ...others], certain: single };
}

function isLogged({ endpoints }: DataStore, logs: readonly ApplicationLog[]): boolean {
  const lines = keptLines(logs);
  return endpoints.some(({ host }) => lines.some(({ message }) => message.includes(host)));
}

/** What happened to a store, with the store. */
export interface StoreEvent {
  readonly at: number; // epoch ms
  readonly fact: string;
}

export function eventsOf(stores: readonly DataStore[], meant: (message: string) => boolean): readonly StoreEvent[] {
  return stores
    .flatMap(({ id, events }) =>
      events
        .filter(({ message }) => meant(message))
        .map(({ at, message }) => ({ at: Date.parse(at), fact: `${at} ${id}: ${message}` })),
    )
    .sort((a, b) => a.at - b.at);
}

/** Events are written minutes after what they tell, at most. */
const LATE = 4 * MINUTE;
const EARLY = 5 * MINUTE;

/**
 * Those around the failures that did not come first after the failures had gone on for a while: what people restart
 * because it fails is no cause of it.
 */
export function eventsAround(failures: Failures, events: readonly StoreEvent[]): readonly StoreEvent[] {
  const { failing, onset, periodMs } = failures;
  const near = events.filter(({ at }) =>
    failing.some((minute) => at >= minute.at - EARLY && at <= minute.at + periodMs + LATE),
  );
  const [first] = near;
  const isLate = onset !== undefined && first !== undefined && first.at > onset + periodMs + LATE;
  return isLate ? [] : near;
}
