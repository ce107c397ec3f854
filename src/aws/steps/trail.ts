import { type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { cutOff, type Lost, lostOf } from '../failure.ts';
import { pages, type Step, type Trip } from '../trip.ts';

/** What LookupEvents filters by: one attribute a call. */
export interface Lookup {
  readonly key: 'EventName' | 'ResourceName' | 'ReadOnly';
  readonly value: string;
}

/** Two calls a second is all that an account and region has: so many questions a run, and so many pages in all. */
const lookupBudget = 6;
const callBudget = 12;
/** Changes come in bursts: the newest page says little about the others, but with so many of them it is a busy account. */
const hopelessPages = 50;

const hour = 3_600_000;
const allWrites: Lookup = { key: 'ReadOnly', value: 'false' };

interface TrailPage {
  readonly events: readonly Event[];
  readonly next: string | undefined;
}

/** The newest page of all write events: in a quiet account it is nearly all there is, in a busy one it says so. */
export const newestWritesStep: Step<TrailPage> = {
  id: 'step:trail-newest-writes',
  actions: ['cloudtrail:LookupEvents'],
  needs: [],
  take: (trip) => readPage(trip, allWrites, undefined),
};

export interface Trail {
  readonly events: readonly Event[];
  /** 'all write events', or what was looked up. */
  readonly coverage: string;
}

/**
 * The write events of the window and the day before it: all of them where the budget reaches that far, else those that
 * `nearest` finds. What it could not read is lost by name.
 */
export async function writeEvents(trip: Trip, nearest: readonly Lookup[]): Promise<Trail> {
  const newest = await trip.get(newestWritesStep);
  const { events, coverage } = await readRest(trip, newest, nearest);
  const byId = new Map([...newest.events, ...events].map((event) => [event.EventId ?? JSON.stringify(event), event]));
  return { events: [...byId.values()], coverage };
}

async function readRest(trip: Trip, { events, next }: TrailPage, nearest: readonly Lookup[]): Promise<Trail> {
  const coverage = 'all write events';
  if (next === undefined) return { events: [], coverage };
  const [from, to] = spanOf(trip);
  const oldest = Math.min(...events.map(({ EventTime }) => EventTime?.getTime() ?? to));
  if ((to - from) / Math.max(1, to - oldest) > hopelessPages) return lookUp(trip, nearest, callBudget - 1);
  const lost: Lost[] = [];
  const asked = { what: 'cloudtrail:LookupEvents of all writes', limit: lookupBudget - 1 };
  const more = await readOn({ ...trip, lose: (...some) => lost.push(...some) }, allWrites, next, asked);
  if (lost.length === 0) return { events: more, coverage };
  // Not to the end: what is left of the budget goes to what is nearest.
  const rest = await lookUp(trip, nearest, callBudget - lookupBudget);
  return { ...rest, events: [...more, ...rest.events] };
}

function readOn(
  trip: Trip,
  lookup: Lookup,
  from: string,
  asked: { readonly what: string; readonly limit: number },
): Promise<readonly Event[]> {
  return pages(trip, asked, async (token) => {
    const page = await readPage(trip, lookup, token ?? from);
    return { items: page.events, next: page.next };
  });
}

/** A busy account: the first page of each of the nearest lookups side by side, then their further pages in turn. */
async function lookUp(trip: Trip, nearest: readonly Lookup[], calls: number): Promise<Trail> {
  const affordable = nearest.slice(0, lookupBudget);
  const skipped = nearest.slice(lookupBudget);
  if (skipped.length > 0) trip.lose(lost(`not looked up: ${named(skipped)}`));
  const first = await Promise.allSettled(affordable.map((lookup) => readPage(trip, lookup, undefined)));
  const events: Event[] = [];
  let left = calls - affordable.length;
  for (const [at, answer] of first.entries()) {
    if (answer.status === 'rejected') trip.lose(...lostOf(answer.reason));
    const lookup = affordable[at];
    if (answer.status === 'rejected' || lookup === undefined) continue;
    events.push(...answer.value.events);
    left -= await readMore(trip, lookup, answer.value.next, left, events);
  }
  return { events, coverage: `busy account, looked up ${named(affordable)}` };
}

/** Gives how many calls it took. */
async function readMore(
  trip: Trip,
  lookup: Lookup,
  next: string | undefined,
  left: number,
  into: Event[],
): Promise<number> {
  if (next === undefined) return 0;
  if (left <= 0 || trip.soon.aborted) {
    trip.lose(lost(`only the newest events of ${lookup.value}`));
    return 0;
  }
  let calls = 0;
  const asked = { what: `cloudtrail:LookupEvents of ${lookup.value}`, limit: left };
  const more = await pages(trip, asked, async (token) => {
    calls += 1;
    const page = await readPage(trip, lookup, token ?? next);
    return { items: page.events, next: page.next };
  }).catch((error: unknown) => {
    trip.lose(...cutOff(error));
    return [];
  });
  into.push(...more);
  return calls;
}

async function readPage(trip: Trip, { key, value }: Lookup, token: string | undefined): Promise<TrailPage> {
  const [from, to] = spanOf(trip);
  const { Events = [], NextToken } = await trip.cloudtrail.send(
    new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: key, AttributeValue: value }],
      StartTime: new Date(from),
      EndTime: new Date(to),
      MaxResults: 50,
      NextToken: token,
    }),
  );
  return { events: Events, next: NextToken === token ? undefined : NextToken };
}

function spanOf({ window }: Trip): readonly [number, number] {
  return [Date.parse(window.from) - 24 * hour, Date.parse(window.to)];
}

function named(lookups: readonly Lookup[]): string {
  return lookups.map(({ value }) => value).join(', ');
}

function lost(why: string): Lost {
  return { reason: 'cut-off', action: null, detail: `CloudTrail: ${why}` };
}
