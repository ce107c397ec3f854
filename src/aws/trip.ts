import type { Catch, EvidenceKind } from '../domain/evidence.ts';
import type { Clock } from '../domain/ports.ts';
import type { Scope } from '../domain/resource.ts';
import type { Window } from '../domain/window.ts';
import { cutOff, type Lost, lostOf, Nothing } from './failure.ts';
import { orAborted } from './limits.ts';
import type { Meter } from './meter.ts';
import type { Site } from './place.ts';
import { makeSenders, type Senders } from './sending.ts';

/**
 * One level of calls that depend on nothing but the steps it asks for: its calls go out side by side, only pages follow
 * each other. So the depth of the graph of steps is the number of dependent round trips.
 */
export interface Step<T> {
  readonly id: string;
  /** The IAM actions that it calls itself: docs/iam-policy.json is made from these. */
  readonly actions: readonly string[];
  readonly needs: readonly Step<unknown>[];
  take(trip: Trip): Promise<T>;
}

/** Brings one kind of evidence. Read-only; knows nothing of the checks, does not judge, retry or redact. */
export interface Collector<K extends EvidenceKind> extends Step<Omit<Catch<K>, 'gaps'>> {
  readonly id: K;
}

/** A step's view of the run. */
export interface Trip extends Senders {
  readonly scope: Scope;
  readonly window: Window;
  readonly clock: Clock;
  readonly meter: Meter;
  /** Aborts at the hard deadline. */
  readonly signal: AbortSignal;
  /** Aborts a little earlier: time to stop reading and bring what is there. */
  readonly soon: AbortSignal;
  /** What another step brought. What it could not get becomes a gap of this one, too. Rejects when it had nothing. */
  get<T>(step: Step<T>): Promise<T>;
  /** Like `get` for what only adds: undefined when it brought nothing in time; its gaps stay its own. */
  attempt<T>(step: Step<T>): Promise<T | undefined>;
  /** Something could not be read; what is brought is incomplete. */
  lose(...lost: readonly Lost[]): void;
  /** Everything lost so far, inherited ones included. */
  losses(): readonly Lost[];
}

export interface Taken<T> {
  readonly value: T;
  readonly lost: readonly Lost[];
  readonly depth: number;
}

export interface Travel {
  readonly site: Site;
  readonly scope: Scope;
  readonly window: Window;
  readonly clock: Clock;
  readonly meter: Meter;
  readonly signal: AbortSignal;
  readonly soon: AbortSignal;
  /** Round trips before the first step: those of `locate`. */
  readonly before: number;
  /** Steps that were begun before this run (by `locate`). */
  readonly begun?: ReadonlyMap<string, Promise<Taken<unknown>>>;
}

/** Pages and log queries have their own clocks; a round trip is a call that another one waits for. */
const uncounted: ReadonlySet<string> = new Set([
  'logs:FilterLogEvents',
  'logs:StartQuery',
  'logs:GetQueryResults',
  'logs:StopQuery',
]);

/** Takes steps, each at most once. */
export function makeTraveller(travel: Travel): <T>(step: Step<T>) => Promise<Taken<T>> {
  const taken = new Map<string, Promise<Taken<unknown>>>(travel.begun);
  const take = <T>(step: Step<T>): Promise<Taken<T>> => {
    const going = taken.get(step.id) ?? takeOnce(step, travel, take);
    taken.set(step.id, going);
    going.catch(() => undefined); // every collector that asked hears of it
    // Ids are unique, so this is the promise of the same step.
    return going as Promise<Taken<T>>;
  };
  return take;
}

async function takeOnce<T>(
  step: Step<T>,
  travel: Travel,
  take: <U>(step: Step<U>) => Promise<Taken<U>>,
): Promise<Taken<T>> {
  const lost: Lost[] = [];
  let below = travel.before;
  let own = 0;
  const senders = makeSenders({
    ...travel,
    onCall: (operation) => {
      if (!uncounted.has(operation)) own = 1;
    },
  });
  const trip: Trip = {
    ...travel,
    ...senders,
    get(needed) {
      const getting = take(needed).then((got) => {
        below = Math.max(below, got.depth);
        lost.push(...got.lost);
        return got.value;
      });
      // A step may ask for two things and fail on the first: the second must not bring the process down.
      getting.catch(() => undefined);
      return getting;
    },
    async attempt(needed) {
      const got = await orAborted(take(needed), travel.soon).catch(() => undefined);
      if (got === undefined) return undefined;
      below = Math.max(below, got.depth);
      return got.value;
    },
    lose: (...more) => {
      lost.push(...more);
    },
    losses: () => unique(lost),
  };
  const value = await step.take(trip).catch((error: unknown) => {
    // What was refused on the way is named, too: not only the call that it broke on in the end.
    throw lost.length === 0 ? error : new Nothing(...unique([...lostOf(error), ...lost]));
  });
  const depth = below + own;
  travel.meter.deepest(depth);
  return { value, lost: unique(lost), depth };
}

/** Runs `work` for each item side by side. What fails is lost; when all fail, nothing is there and it rejects. */
export async function gather<I, O>(
  items: readonly I[],
  trip: Pick<Trip, 'lose'>,
  work: (item: I) => Promise<O>,
): Promise<readonly O[]> {
  const settled = await Promise.allSettled(items.map(work));
  const failures = settled.filter((one) => one.status === 'rejected');
  const first = failures[0];
  for (const { reason } of failures) trip.lose(...lostOf(reason));
  if (first !== undefined && failures.length === items.length) throw first.reason;
  return settled.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
}

/** Both, or a rejection that names what was lost on either side. */
export async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<readonly [A, B]> {
  const [a, b] = await Promise.allSettled([one, other]);
  if (a.status === 'fulfilled' && b.status === 'fulfilled') return [a.value, b.value];
  const failures = [a, b].filter((settled) => settled.status === 'rejected');
  throw new Nothing(...unique(failures.flatMap(({ reason }) => lostOf(reason))));
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

interface Paging {
  /** What is read, for the gap. */
  readonly what: string;
  /** After so many pages or items the rest is left, and said to be. */
  readonly limit?: number;
  readonly itemLimit?: number;
}

/** Reads page after page. A failure after the first page leaves what was read, and a gap. */
export async function pages<T>(
  trip: Pick<Trip, 'lose' | 'soon'>,
  { what, limit = 100, itemLimit = 100_000 }: Paging,
  read: (token: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const first = await read(undefined);
  const all = [...first.items];
  let token = first.next || undefined;
  for (let count = 1; token !== undefined; count += 1) {
    if (count >= limit || all.length >= itemLimit || trip.soon.aborted) {
      trip.lose({
        reason: 'cut-off',
        action: null,
        detail: `${what}: stopped after ${count} pages, ${all.length} items`,
      });
      return all;
    }
    const page = await read(token).catch((error: unknown) => {
      trip.lose(...cutOff(error));
      return undefined;
    });
    all.push(...(page?.items ?? []));
    // A token that comes back unchanged would go round for ever.
    token = page?.next === token ? undefined : page?.next || undefined;
  }
  return all;
}

export function unique(lost: readonly Lost[]): readonly Lost[] {
  return [...new Map(lost.map((one) => [`${one.reason} ${one.action} ${one.detail}`, one])).values()];
}
