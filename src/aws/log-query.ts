import { setTimeout as sleep } from 'node:timers/promises';
import {
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  type ResultField,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Span } from '../domain/window.ts';
import { insightsFilter, type RawLine } from '../logs/index.ts';
import { Nothing } from './failure.ts';
import { prices } from './meter.ts';
import type { LogGroup } from './steps/log-groups.ts';
import type { Trip } from './trip.ts';

/** The most that Logs Insights gives. */
const rowLimit = 10_000;
const pollMs = 500;

/** Hands over the lines of interest, found by Logs Insights. What is past its limit is lost. */
export async function queryLines(
  trip: Trip,
  group: LogGroup,
  span: Span,
  onLine: (line: RawLine) => void,
): Promise<void> {
  const { queryId } = await trip.logs.send(
    new StartQueryCommand({
      logGroupNames: [group.name],
      startTime: Math.floor(Date.parse(span.from) / 1_000),
      endTime: Math.ceil(Date.parse(span.to) / 1_000),
      limit: rowLimit,
      queryString: queryOf(group),
    }),
  );
  const answer = await finished(trip, queryId);
  const results = answer.results ?? [];
  trip.meter.spent((answer.statistics?.bytesScanned ?? 0) * prices.insightsByte);
  for (const line of results.flatMap(toLine).toSorted((a, b) => a.at - b.at)) onLine(line);
  if (results.length >= rowLimit) {
    const detail = `${group.name}: Logs Insights gave the first ${rowLimit} lines of interest`;
    trip.lose({ reason: 'cut-off', action: null, detail });
  }
}

function queryOf({ streamPrefix }: LogGroup): string {
  const prefix = streamPrefix?.replace(/[^\w./-]/g, '.').replaceAll('/', '\\/');
  const inStream = prefix === undefined ? '' : `| filter @logStream like /^${prefix}/ `;
  return `fields @timestamp, @logStream, @message ${inStream}| filter @message like ${insightsFilter} | sort @timestamp asc`;
}

/** Polls until it is done. When time is up the query is stopped, so that it costs no more. */
async function finished(trip: Trip, queryId: string | undefined): Promise<GetQueryResultsCommandOutput> {
  for (;;) {
    const answer = await trip.logs.send(new GetQueryResultsCommand({ queryId }));
    if (answer.status === 'Complete') return answer;
    if (answer.status !== 'Running' && answer.status !== 'Scheduled') {
      throw new Nothing({ reason: 'failed', action: null, detail: `Logs Insights query: ${answer.status}` });
    }
    if (trip.soon.aborted) {
      await trip.logs.send(new StopQueryCommand({ queryId })).catch(() => undefined); // it ends by itself in time
      throw new Nothing({ reason: 'timed-out', action: null, detail: 'the Logs Insights query was still running' });
    }
    // An abort ends the pause; the next look sees it.
    await sleep(pollMs, undefined, { signal: trip.soon }).catch(() => undefined);
  }
}

function toLine(fields: readonly ResultField[]): readonly RawLine[] {
  const value = (name: string) => fields.find(({ field }) => field === name)?.value;
  const at = Date.parse(`${value('@timestamp')?.replace(' ', 'T')}Z`);
  const message = value('@message');
  if (Number.isNaN(at) || message === undefined) return [];
  return [{ at, stream: value('@logStream') ?? '', message }];
}
