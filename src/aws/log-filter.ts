import { type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Span } from '../domain/window.ts';
import { cloudWatchFilter, type RawLine } from '../logs/index.ts';
import { CallFailed } from './failure.ts';
import type { LogGroup } from './steps/log-groups.ts';
import { pages, type Trip } from './trip.ts';

/** Five pages a second for the whole account: more would take them from others. */
const pageLimit = 25;
const lineLimit = 20_000;

export interface Reading {
  /** Without it every line is given. */
  readonly filter?: string;
  readonly pageLimit?: number;
  readonly lineLimit?: number;
}

/** Hands over the lines of interest, oldest first; CloudWatch filters. What the budget leaves out is lost. */
export async function filterLines(
  trip: Trip,
  group: LogGroup,
  span: Span,
  onLine: (line: RawLine) => void,
): Promise<void> {
  for (const line of await linesOfInterest(trip, group, span)) onLine(line);
}

/** An endpoint that does not take the filter gives every line: more to read, nothing to miss. */
export async function linesOfInterest(
  trip: Pick<Trip, 'lose' | 'soon' | 'logs'>,
  group: LogGroup,
  span: Span,
  limits: Omit<Reading, 'filter'> = {},
): Promise<readonly RawLine[]> {
  try {
    return await readLines(trip, group, span, { ...limits, filter: cloudWatchFilter });
  } catch (error) {
    if (!(error instanceof CallFailed) || !/InvalidParameter|Validation/.test(error.code)) throw error;
    return await readLines(trip, group, span, limits);
  }
}

export async function readLines(
  trip: Pick<Trip, 'lose' | 'soon' | 'logs'>,
  group: LogGroup,
  span: Span,
  reading: Reading,
): Promise<readonly RawLine[]> {
  const what = `logs:FilterLogEvents of ${group.name}`;
  const limits = { limit: reading.pageLimit ?? pageLimit, itemLimit: reading.lineLimit ?? lineLimit };
  const filterPattern = reading.filter;
  return pages(trip, { what, ...limits }, async (nextToken) => {
    const answer = await trip.logs.send(
      new FilterLogEventsCommand({
        ...within(group, span),
        ...(filterPattern === undefined ? {} : { filterPattern }),
        nextToken,
      }),
    );
    return { items: (answer.events ?? []).flatMap(toLine), next: answer.nextToken };
  });
}

function toLine({ timestamp, logStreamName = '', message }: FilteredLogEvent): readonly RawLine[] {
  return timestamp === undefined || message === undefined ? [] : [{ at: timestamp, stream: logStreamName, message }];
}

/** Some lines, whatever they say: "no line of interest" says something only where there are lines. */
export async function sampleLines(trip: Pick<Trip, 'logs'>, group: LogGroup, span: Span): Promise<readonly RawLine[]> {
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
