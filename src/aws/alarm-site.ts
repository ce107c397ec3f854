import { CallFailed } from './failure.ts';
import type { Senders } from './sending.ts';

/** One account and region as the look-ups of alarms see it, and what it would not tell. */
export interface AlarmSite extends Senders {
  readonly partition: string;
  readonly account: string | null;
  readonly region: string;
  /** Keeps the first thing that AWS did not answer: it is why something stays unknown. */
  readonly failed: (failure: CallFailed) => void;
}

/** What `work` brings, or `instead` where AWS does not answer. What is no answer of AWS is our bug and is thrown. */
export async function tried<T>(site: AlarmSite, work: () => Promise<T>, instead: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    site.failed(error);
    return instead;
  }
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** All pages, or as many as AWS gave. A token that comes again ends it: it would go on for ever. */
export async function allPages<T>(
  site: AlarmSite,
  page: (token: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const asked = token;
    const { items, next } = await tried(site, () => page(asked), { items: [], next: undefined });
    all.push(...items);
    token = next === asked || next === '' ? undefined : next;
  } while (token !== undefined);
  return all;
}
