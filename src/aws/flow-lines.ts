import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { FlowLog } from '@aws-sdk/client-ec2';
import { type FlowRecord, flowFields, flowHeader, parseFlowLine } from '../logs/index.ts';
import { lostOf, Nothing } from './failure.ts';
import { listLogObjects, readLogObjects, withinBudget } from './log-objects.ts';
import { gather, pages, type Trip } from './trip.ts';

/** A refused connection leaves a record a minute and node: pages of thousands of them are more than enough. */
const pageLimit = 5;
const byteBudget = 50_000_000;
const slackMs = 10 * 60_000;
/** That anything at all gets through is shown by a few. */
const acceptedFor = 3;
const acceptedLines = 500;

/** Records of these addresses: all REJECTs, and enough ACCEPTs to see whether anything gets through. */
export function readFlows(
  trip: Trip,
  log: FlowLog,
  addresses: readonly string[],
  onRecord: (record: FlowRecord) => void,
): Promise<void> {
  return log.LogDestinationType === 's3' ? fromS3(trip, log, onRecord) : fromLogs(trip, log, addresses, onRecord);
}

async function fromLogs(
  trip: Trip,
  log: FlowLog,
  addresses: readonly string[],
  onRecord: (record: FlowRecord) => void,
): Promise<void> {
  const group = log.LogGroupName ?? /:log-group:([^:]+)/.exec(log.LogDestination ?? '')?.[1];
  if (group === undefined) throw new Nothing(elsewhere(log));
  const fields = flowFields(log.LogFormat ?? null);
  const asked = [
    ...addresses.map((address) => ({ action: 'REJECT', address, limit: pageLimit, lines: undefined })),
    ...addresses
      .slice(0, acceptedFor)
      .map((address) => ({ action: 'ACCEPT', address, limit: 1, lines: acceptedLines })),
  ];
  await gather(asked, trip, async ({ action, address, limit, lines }) => {
    const what = `logs:FilterLogEvents of ${group}`;
    // Of the accepted ones a sample was asked for: that there are more is no loss.
    const reader = lines === undefined ? trip : { ...trip, lose: () => undefined };
    const events = await pages(reader, { what, limit }, async (nextToken) => {
      const answer = await trip.logs.send(
        new FilterLogEventsCommand({
          logGroupName: group,
          startTime: Date.parse(trip.window.from),
          endTime: Date.parse(trip.window.to) + slackMs,
          filterPattern: `"${action}" "${address}"`,
          limit: lines,
          nextToken,
        }),
      );
      return { items: answer.events ?? [], next: answer.nextToken };
    });
    for (const { message = '' } of events) {
      trip.meter.read(message.length);
      const record = parseFlowLine(message, fields);
      if (record !== undefined) onRecord(record);
    }
  });
}

async function fromS3(trip: Trip, log: FlowLog, onRecord: (record: FlowRecord) => void): Promise<void> {
  const { FileFormat, HiveCompatiblePartitions, PerHourPartition } = log.DestinationOptions ?? {};
  const [, bucket, folder = ''] = /^arn:[^:]*:s3:::([^/]+)\/?(.*)$/.exec(log.LogDestination ?? '') ?? [];
  if (
    bucket === undefined ||
    FileFormat === 'parquet' ||
    HiveCompatiblePartitions === true ||
    PerHourPartition === true
  )
    throw new Nothing(elsewhere(log));
  const account = trip.scope.account ?? trip.scope.arn.split(':')[4] ?? '';
  const { region } = trip.scope;
  const root = folder === '' ? '' : `${folder.replace(/\/$/, '')}/`;
  const files = await listLogObjects(
    trip,
    bucket,
    (day) => {
      const date = day.toISOString().slice(0, 10).replaceAll('-', '/');
      const file = `${account}_vpcflowlogs_${region}_${log.FlowLogId}_`;
      return `${root}AWSLogs/${account}/vpcflowlogs/${region}/${date}/${file}`;
    },
    slackMs,
  );
  const fieldsOf = new Map<string, readonly string[]>();
  const usual = flowFields(log.LogFormat ?? null);
  await readLogObjects(trip, withinBudget(trip, files.objects, byteBudget), (line, { key }) => {
    const header = flowHeader(line);
    if (header !== undefined) fieldsOf.set(key, header);
    const record = header === undefined ? parseFlowLine(line, fieldsOf.get(key) ?? usual) : undefined;
    if (record !== undefined) onRecord(record);
  });
}

function elsewhere({ FlowLogId, LogDestinationType, LogDestination }: FlowLog) {
  const detail = `flow log ${FlowLogId} goes to ${LogDestination ?? LogDestinationType ?? 'nowhere known'}, in a form that is not read`;
  return { reason: 'not-collected', action: null, detail } as const;
}

/** Reads several; what fails is lost, and it rejects when all of them fail. */
export async function readAllFlows(
  trip: Trip,
  logs: readonly FlowLog[],
  addresses: readonly string[],
  onRecord: (record: FlowRecord) => void,
): Promise<void> {
  const settled = await Promise.allSettled(logs.map((log) => readFlows(trip, log, addresses, onRecord)));
  const failures = settled.filter((one) => one.status === 'rejected');
  const first = failures[0];
  if (first !== undefined && failures.length === settled.length) throw first.reason;
  for (const { reason } of failures) trip.lose(...lostOf(reason));
}
