import { type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { cutOff, type Lost } from '../failure.ts';
import type { Trip } from '../trip.ts';

/** What LookupEvents filters by: one attribute a call. */
export interface Lookup {
  readonly key: 'EventName' | 'ResourceName';
  readonly value: string;
}

/** Calls a run: two a second is all that an account and region has. */
export const callBudget = 6;

interface Begun {
  readonly lookup: Lookup;
  readonly token: string;
}

/**
 * The first page of each lookup, nearest first, and as many further pages as the budget has left. What it could not
 * read is lost by name. Rejects when nothing could be read.
 */
export async function lookUp(trip: Trip, lookups: readonly Lookup[]): Promise<readonly Event[]> {
  const affordable = lookups.slice(0, callBudget);
  const begun: Begun[] = [];
  const events: Event[] = [];
  const failures: unknown[] = [];
  const page = async (lookup: Lookup, token?: string) => {
    const answer = await trip.cloudtrail.send(commandOf(trip, lookup, token));
    events.push(...(answer.Events ?? []));
    if (answer.NextToken !== undefined && answer.NextToken !== token) begun.push({ lookup, token: answer.NextToken });
  };
  await Promise.all(affordable.map((lookup) => page(lookup).catch((error: unknown) => failures.push(error))));
  if (failures.length === affordable.length && affordable.length > 0) throw failures[0];
  for (const error of failures) trip.lose(...cutOff(error));

  let left = callBudget - affordable.length;
  for (let next = begun.shift(); next !== undefined; next = begun.shift()) {
    if (left <= 0 || trip.soon.aborted) {
      trip.lose(unread('not read to the end', [next.lookup, ...begun.map(({ lookup }) => lookup)]));
      break;
    }
    left -= 1;
    await page(next.lookup, next.token).catch((error: unknown) => trip.lose(...cutOff(error)));
  }
  const skipped = lookups.slice(callBudget);
  if (skipped.length > 0) trip.lose(unread('not looked up', skipped));
  return [...new Map(events.map((event) => [event.EventId ?? JSON.stringify(event), event])).values()];
}

const hour = 3_600_000;

function commandOf({ window }: Trip, { key, value }: Lookup, token: string | undefined): LookupEventsCommand {
  return new LookupEventsCommand({
    LookupAttributes: [{ AttributeKey: key, AttributeValue: value }],
    StartTime: new Date(Date.parse(window.from) - 24 * hour),
    EndTime: new Date(window.to),
    MaxResults: 50,
    NextToken: token,
  });
}

function unread(why: string, lookups: readonly Lookup[]): Lost {
  const names = lookups.map(({ value }) => value).join(', ');
  return { reason: 'cut-off', action: null, detail: `CloudTrail, ${callBudget} calls: ${why}: ${names}` };
}
