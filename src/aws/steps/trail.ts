import { type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { type Lost, lostOf } from '../failure.ts';
import { pages, type Step, type Trip } from '../trip.ts';

/** What LookupEvents filters by: one attribute a call. */
export interface Lookup {
  readonly key: 'EventName' | 'ResourceName' | 'ReadOnly';
  readonly value: string;
}

/** Calls a run: two a second is all that an account and region has. */
export const callBudget = 6;

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

/**
 * The write events of the window and the day before it: all of them where the budget reaches that far, else those that
 * `nearest` finds, and the rest is lost by name.
 */
export async function writeEvents(trip: Trip, nearest: readonly Lookup[]): Promise<readonly Event[]> {
  const newest = await trip.get(newestWritesStep);
  const rest = newest.next === undefined ? [] : await readRest(trip, newest, nearest);
  const all = [...newest.events, ...rest];
  return [...new Map(all.map((event) => [event.EventId ?? JSON.stringify(event), event])).values()];
}

function readRest(trip: Trip, newest: TrailPage, nearest: readonly Lookup[]): Promise<readonly Event[]> {
  const [from, to] = spanOf(trip);
  const oldest = Math.min(...newest.events.map(({ EventTime }) => EventTime?.getTime() ?? to));
  const pagesNeeded = (to - from) / Math.max(1, to - oldest);
  return pagesNeeded <= callBudget ? readOn(trip, newest.next) : lookUp(trip, nearest);
}

/** Page after page of all writes, while the budget lasts. */
function readOn(trip: Trip, token: string | undefined): Promise<readonly Event[]> {
  return pages(trip, { what: 'cloudtrail:LookupEvents of all writes', limit: callBudget - 1 }, async (next) => {
    const page = await readPage(trip, allWrites, next ?? token);
    return { items: page.events, next: page.next };
  });
}

/** One page of each of the nearest lookups, side by side. */
async function lookUp(trip: Trip, nearest: readonly Lookup[]): Promise<readonly Event[]> {
  const affordable = nearest.slice(0, callBudget - 1);
  const answers = await Promise.allSettled(affordable.map((lookup) => readPage(trip, lookup, undefined)));
  const unfinished = affordable.filter((_, at) => {
    const answer = answers[at];
    return answer?.status === 'fulfilled' && answer.value.next !== undefined;
  });
  const skipped = nearest.slice(callBudget - 1);
  // Even when every lookup is read to its end, other names and resources were not asked for.
  trip.lose(lost(`a busy account: only ${named(affordable)} were looked up`));
  if (unfinished.length > 0) trip.lose(lost(`only the newest events of ${named(unfinished)}`));
  if (skipped.length > 0) trip.lose(lost(`not looked up: ${named(skipped)}`));
  for (const answer of answers) if (answer.status === 'rejected') trip.lose(...lostOf(answer.reason));
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.events : []));
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
  return { reason: 'cut-off', action: null, detail: `CloudTrail within ${callBudget} calls: ${why}` };
}
