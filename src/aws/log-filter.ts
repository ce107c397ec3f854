import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Span } from '../domain/window.ts';
import { cloudWatchFilter, type RawLine } from '../logs/index.ts';
import { cutOff } from './failure.ts';
import type { LogGroup } from './steps/log-groups.ts';
import type { Trip } from './trip.ts';

/** Five pages a second for the whole account: more would take them from others. */
const pageLimit = 25;
const lineLimit = 20_000;

/** Hands over the lines of interest, oldest first; CloudWatch filters. What the budget leaves out is lost. */
export async function filterLines(
  trip: Trip,
  group: LogGroup,
  span: Span,
  onLine: (line: RawLine) => void,
): Promise<void> {
  let token: string | undefined;
  let lines = 0;
  for (let page = 0; page === 0 || token !== undefined; page += 1) {
    if (page >= pageLimit || lines >= lineLimit || (page > 0 && trip.soon.aborted)) {
      const detail = `${group.name}: stopped after ${page} pages and ${lines} lines of interest`;
      trip.lose({ reason: 'cut-off', action: null, detail });
      return;
    }
    try {
      const answer = await trip.logs.send(
        new FilterLogEventsCommand({ ...within(group, span), filterPattern: cloudWatchFilter, nextToken: token }),
      );
      for (const { timestamp, logStreamName = '', message } of answer.events ?? []) {
        if (timestamp === undefined || message === undefined) continue;
        onLine({ at: timestamp, stream: logStreamName, message });
        lines += 1;
      }
      token = answer.nextToken === token ? undefined : answer.nextToken;
    } catch (error) {
      if (page === 0) throw error;
      trip.lose(...cutOff(error));
      return;
    }
  }
}

/** Whether the group holds anything: "no line of interest" says something only where there are lines. */
export async function hasAnyLine(trip: Trip, group: LogGroup, span: Span): Promise<boolean> {
  let token: string | undefined;
  // CloudWatch may give empty pages before one with an event.
  for (let page = 0; page === 0 || (token !== undefined && page < 3); page += 1) {
    const answer = await trip.logs.send(
      new FilterLogEventsCommand({ ...within(group, span), limit: 1, nextToken: token }),
    );
    if ((answer.events ?? []).length > 0) return true;
    token = answer.nextToken;
  }
  return false;
}

function within({ name, streamPrefix }: LogGroup, { from, to }: Span) {
  return {
    logGroupName: name,
    startTime: Date.parse(from),
    endTime: Date.parse(to),
    ...(streamPrefix === null ? {} : { logStreamNamePrefix: streamPrefix }),
  };
}
