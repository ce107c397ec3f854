import { randomUUID } from 'node:crypto';
import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import type { LogEvent } from '../world/history.ts';
import { type Context, here, type Operations, pageSize, present, text, texts, whole } from './context.ts';
import { filterPattern } from './filter-pattern.ts';
import { insights, type Row } from './insights.ts';

/** FilterLogEvents pages are bigger than others: at 2 lines a page reading a log would take a day. */
const EVENTS_A_PAGE = 1_000;

const gone = () => new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');

function eventsOf(name: string | undefined, context: Context): readonly LogEvent[] {
  const events = here(context) ? context.history.logs.get(name ?? '') : undefined;
  if (!events) throw gone();
  return events;
}

/** `arn:aws:logs:…:log-group:/ecs/api:*` and plain names mean the same group. */
const groupName = (id: string | undefined) =>
  id?.replace(/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/, '').replace(/:\*$/, '');

const groupNames = (input: Shape) =>
  [text(input.logGroupName), ...texts(input.logGroupNames), ...texts(input.logGroupIdentifiers)]
    .filter((name) => name !== undefined)
    .map((name) => groupName(name) ?? '');

function groupShape(name: string, { history }: Context): Shape {
  const arn = `arn:aws:logs:${history.region}:${history.account}:log-group:${name}`;
  return { logGroupName: name, arn: `${arn}:*`, logGroupArn: arn, retentionInDays: 30, logGroupClass: 'STANDARD' };
}

interface RunningQuery {
  readonly rows: readonly Row[];
  readonly scanned: number;
  polls: number;
  stopped: boolean;
}

/** Queries live as long as the stand-in: `makeLogs` is called once a server. */
export const makeLogs = (queries = new Map<string, RunningQuery>()): Operations => ({
  DescribeLogGroups: (input, context) => {
    const prefix = text(input.logGroupNamePrefix) ?? '';
    const pattern = text(input.logGroupNamePattern) ?? '';
    const names = (here(context) ? [...context.history.logs.keys()] : [])
      .filter((name) => name.startsWith(prefix) && name.includes(pattern))
      .sort();
    const page = pageOf(names, pageSize(input.limit, context), text(input.nextToken), 'groups', badToken);
    return present({ logGroups: page.items.map((name) => groupShape(name, context)), nextToken: page.next });
  },
  DescribeLogStreams: (input, context) => {
    const group = groupName(text(input.logGroupName) ?? text(input.logGroupIdentifier));
    const prefix = text(input.logStreamNamePrefix) ?? '';
    const written = Map.groupBy(eventsOf(group, context), ({ stream }) => stream);
    const names = [...written.keys()].filter((name) => name.startsWith(prefix)).sort();
    const page = pageOf(names, pageSize(input.limit, context), text(input.nextToken), `streams-${group}`, badToken);
    const logStreams = page.items.map((name) => {
      const events = written.get(name) ?? [];
      return {
        logStreamName: name,
        creationTime: events[0]?.at,
        firstEventTimestamp: events[0]?.at,
        lastEventTimestamp: events.at(-1)?.at,
      };
    });
    return present({ logStreams, nextToken: page.next });
  },
  FilterLogEvents: (input, context) => filterLogEvents(input, context),
  StartQuery: (input, context) => {
    const groups = groupNames(input);
    if (groups.length === 0) throw new AwsError('InvalidParameterException', 'At least one log group must be given.');
    const from = whole(input.startTime, 0) * 1000;
    const to = Math.min(whole(input.endTime, 0) * 1000 + 999, context.now);
    const entries = groups.flatMap((group) =>
      eventsOf(group, context)
        .map((event, number) => ({ event, group: `${context.history.account}:${group}`, number }))
        .filter(({ event }) => event.at >= from && event.at <= to),
    );
    const rows = insights(String(input.queryString), entries);
    if (!rows) throw new AwsError('MalformedQueryException', 'unexpected symbol found in the query');
    const limited = rows.slice(0, Math.min(whole(input.limit, 10_000), 10_000));
    const queryId = randomUUID();
    queries.set(queryId, { rows: limited, scanned: entries.length, polls: 0, stopped: false });
    return { queryId };
  },
  GetQueryResults: (input, _context) => {
    const query = queries.get(String(input.queryId));
    if (!query) throw new AwsError('ResourceNotFoundException', 'Query does not exist.');
    query.polls += 1;
    // The first look finds a query that is still running, as it nearly always does.
    const done = query.polls > 1;
    return {
      queryLanguage: 'CWLI',
      status: statusOf(query.stopped, done),
      results: done && !query.stopped ? query.rows.map((row) => row.map((cell) => ({ ...cell }))) : [],
      statistics: {
        recordsMatched: query.rows.length,
        recordsScanned: query.scanned,
        bytesScanned: query.scanned * 180,
      },
    };
  },
  StopQuery: (input, _context) => {
    const query = queries.get(String(input.queryId));
    if (!query) throw new AwsError('ResourceNotFoundException', 'Query does not exist.');
    query.stopped = true;
    return { success: true };
  },
});

const statusOf = (stopped: boolean, done: boolean) => {
  if (stopped) return 'Cancelled';
  return done ? 'Complete' : 'Running';
};

const badToken = () => new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');

function filterLogEvents(input: Shape, context: Context): Shape {
  const group = groupName(text(input.logGroupName) ?? text(input.logGroupIdentifier));
  if (group === undefined) throw new AwsError('InvalidParameterException', 'A log group must be given.');
  const matches = filterPattern(text(input.filterPattern));
  if (!matches) throw new AwsError('InvalidParameterException', 'Invalid filter pattern');
  const streams = texts(input.logStreamNames);
  const prefix = text(input.logStreamNamePrefix) ?? '';
  const from = whole(input.startTime, 0);
  const to = Math.min(whole(input.endTime, context.now), context.now);
  const found = eventsOf(group, context)
    .filter(({ at }) => at >= from && at < to)
    .filter(({ stream }) => stream.startsWith(prefix) && (streams.length === 0 || streams.includes(stream)))
    .filter(({ message }) => matches(message));
  const size = Math.min(whole(input.limit, 10_000), EVENTS_A_PAGE);
  const list = `events-${group}-${from}`;
  const page = pageOf(found, size, text(input.nextToken), list, badToken);
  return present({
    events: page.items.map((event) => ({
      logStreamName: event.stream,
      timestamp: event.at,
      message: event.message,
      ingestionTime: event.at + 700,
      eventId: `${event.at}${String(found.indexOf(event)).padStart(20, '0')}`,
    })),
    searchedLogStreams: [],
    nextToken: page.next,
  });
}
