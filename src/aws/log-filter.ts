import { type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Span } from '../domain/window.ts';
import { cloudWatchFilter, type RawLine } from '../logs/index.ts';
import type { LogGroup } from './steps/log-groups.ts';
import { pages, type Trip } from './trip.ts';

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
  const what = `logs:FilterLogEvents of ${group.name}`;
  const lines = await pages(trip, { what, limit: pageLimit, itemLimit: lineLimit }, async (nextToken) => {
    const answer = await trip.logs.send(
      new FilterLogEventsCommand({ ...within(group, span), filterPattern: cloudWatchFilter, nextToken }),
    );
    return { items: (answer.events ?? []).flatMap(toLine), next: answer.nextToken };
  });
  for (const line of lines) onLine(line);
}

function toLine({ timestamp, logStreamName = '', message }: FilteredLogEvent): readonly RawLine[] {
  return timestamp === undefined || message === undefined ? [] : [{ at: timestamp, stream: logStreamName, message }];
}

/** Some lines, whatever they say: "no line of interest" says something only where there are lines. */
export async function sampleLines(trip: Trip, group: LogGroup, span: Span): Promise<readonly RawLine[]> {
  let token: string | undefined;
  // CloudWatch may give empty pages before one with an event.
  for (let page = 0; page === 0 || (token !== undefined && page < 3); page += 1) {
    const answer = await trip.logs.send(
      new FilterLogEventsCommand({ ...within(group, span), limit: 50, nextToken: token }),
    );
    const lines = (answer.events ?? []).flatMap(toLine);
    if (lines.length > 0) return lines;
    token = answer.nextToken;
  }
  return [];
}

function within({ name, streamPrefix }: LogGroup, { from, to }: Span) {
  return {
    logGroupName: name,
    startTime: Date.parse(from),
    endTime: Date.parse(to),
    ...(streamPrefix === null ? {} : { logStreamNamePrefix: streamPrefix }),
  };
}
