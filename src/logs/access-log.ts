import type { AccessLog, AccessLogRow, LogTiming } from '../domain/evidence.ts';
import type { Span } from '../domain/window.ts';
import { type AlbLine, parseAlbLine, parseRequest } from './alb-line.ts';
import { agentFamily, foldPath } from './fold.ts';
import { makeSample, percentile } from './sample.ts';
import { count, makeTally } from './tally.ts';

const failureLimit = 500;
const timingLimit = 20_000;
const minute = 60_000;
/** Target time up to which the request counts as answered by a close at once. */
const atOnceSeconds = 0.005;

type Totals = Omit<AccessLog, 'objects' | 'bytes'>;
type Minute = { requests: number; elb502: number; target502: number; other5xx: number };

/** Adds up one load balancer's rows in bounded memory, in any order. */
export interface AccessLogTotals {
  add(line: string): void;
  totals(): Totals;
}

/** `loadBalancer` is the log's third field: 'app/shop-alb/50dc6c495c0c9188'. Rows are chosen by their own time. */
export function makeAccessLogTotals(loadBalancer: string, span: Span): AccessLogTotals {
  const from = Date.parse(span.from);
  const to = Date.parse(span.to);
  const minutes = new Map<number, Minute>();
  const pairs = new Map<string, number>();
  const reasons = new Map<string, number>();
  const own = makeOwnAnswers();
  const tallies = {
    byTarget: makeTally(),
    byPath: makeTally(),
    byTargetGroup: makeTally(),
    byUserAgent: makeTally(),
    byClient: makeTally(),
  };
  const timing = makeTiming();
  const answered = makeSample<number>(timingLimit);
  const failures = makeSample<AccessLogRow>(failureLimit);
  let rows = 0;
  let skippedRows = 0;
  let slowest: number | null = null;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;

  const addFailing = (row: AlbLine) => {
    const pair = `${row.elbStatus} ${row.targetStatus ?? ''}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    if (row.elbStatus !== 502) return;
    first = Math.min(first, row.at);
    last = Math.max(last, row.at);
    failures.add(`${row.at} ${row.traceId} ${row.client} ${row.request}`, () => toRow(row));
    if (row.targetStatus === null && !isOfFunction(row)) timing.add(row);
  };

  /** Also of rows that are no 5xx: a function's request that was too large is a 413. */
  const addReason = ({ errorReason }: AlbLine) => {
    if (errorReason !== null) reasons.set(errorReason, (reasons.get(errorReason) ?? 0) + 1);
  };

  const addRow = (row: AlbLine) => {
    const { elbStatus, targetStatus } = row;
    const { method, path } = parseRequest(row.request);
    rows += 1;
    const start = Math.floor(row.at / minute) * minute;
    const bucket = minutes.get(start) ?? { requests: 0, elb502: 0, target502: 0, other5xx: 0 };
    minutes.set(start, bucket);
    count(bucket, elbStatus, targetStatus);
    tallies.byTarget.add(row.target ?? '-', elbStatus, targetStatus);
    tallies.byPath.add(`${method} ${foldPath(path)}`, elbStatus, targetStatus);
    tallies.byTargetGroup.add(row.targetGroupArn ?? '-', elbStatus, targetStatus);
    tallies.byUserAgent.add(agentFamily(row.userAgent), elbStatus, targetStatus);
    tallies.byClient.add(row.client.replace(/:\d+$/, ''), elbStatus, targetStatus);
    own.add(row);
    const took = row.targetSeconds;
    if (took !== null && targetStatus !== null) {
      slowest = Math.max(slowest ?? 0, took);
      answered.add(`${row.traceId ?? row.client}${row.at}`, () => took);
    }
    addReason(row);
    if (elbStatus >= 500) addFailing(row);
  };

  return {
    add(line) {
      if (line.length === 0) return;
      const row = parseAlbLine(line);
      if (row === undefined || row.loadBalancer !== loadBalancer) skippedRows += 1;
      else if (row.at >= from && row.at < to) addRow(row);
    },
    totals: () => ({
      span,
      rows,
      skippedRows,
      byMinute: [...minutes].sort(([a], [b]) => a - b).map(([at, one]) => ({ at: iso(at), ...one })),
      statusPairs: [...pairs].map(toPair).sort((a, b) => b.count - a.count || a.elb - b.elb),
      ...own.result(),
      byTarget: tallies.byTarget.shares(200),
      byPath: tallies.byPath.shares(200),
      byTargetGroup: tallies.byTargetGroup.shares(100),
      byUserAgent: tallies.byUserAgent.shares(30),
      byClient: tallies.byClient.shares(50),
      timing: timing.result(),
      errorReasons: [...reasons].map(([reason, times]) => ({ reason, count: times })).sort((a, b) => b.count - a.count),
      targetSeconds: spread(answered.items(), slowest),
      firstFailure: Number.isFinite(first) ? iso(first) : null,
      lastFailure: Number.isFinite(last) ? iso(last) : null,
      failures: [...failures.items()].sort((a, b) => a.at.localeCompare(b.at)),
    }),
  };
}

/** A function has no connection that could break off: its times say how long it worked. */
function isOfFunction({ errorReason }: AlbLine): boolean {
  return errorReason?.startsWith('Lambda') ?? false;
}

/** A connection that nobody answers is given up after ten seconds. */
const connectSeconds = { least: 9.5, most: 11.5 };

/** What the load balancer answers without a target: few codes, so they can all be counted. */
function makeOwnAnswers() {
  const statuses = new Map<number, number>();
  const timeouts = { rows: 0, atConnect: 0 };
  return {
    add(row: AlbLine) {
      const { elbStatus, targetStatus } = row;
      if (targetStatus !== null || (elbStatus >= 200 && elbStatus < 400)) return;
      statuses.set(elbStatus, (statuses.get(elbStatus) ?? 0) + 1);
      if (elbStatus !== 504) return;
      timeouts.rows += 1;
      if (isGivenUp(row)) timeouts.atConnect += 1;
    },
    result: () => ({
      balancerStatuses: [...statuses]
        .map(([status, times]) => ({ status, count: times }))
        .sort((a, b) => b.count - a.count),
      timeouts,
    }),
  };
}

function isGivenUp({ at, createdAt, targetSeconds }: AlbLine): boolean {
  if (createdAt === null || targetSeconds !== null) return false;
  const elapsed = (at - createdAt) / 1_000;
  return elapsed >= connectSeconds.least && elapsed <= connectSeconds.most;
}

function makeTiming() {
  const elapsed = makeSample<number>(timingLimit);
  const later = makeSample<number>(timingLimit);
  const counts = { rows: 0, notDispatched: 0, closedAtOnce: 0, later: 0 };
  return {
    add({ at, createdAt, requestSeconds, targetSeconds, traceId, client }: AlbLine) {
      const key = `${at} ${traceId ?? client}`;
      counts.rows += 1;
      if (createdAt !== null) elapsed.add(key, () => (at - createdAt) / 1_000);
      const signature = signatureOf(requestSeconds, targetSeconds);
      if (signature !== undefined) counts[signature] += 1;
      if (signature === 'later' && targetSeconds !== null) later.add(key, () => targetSeconds);
    },
    result: (): LogTiming => ({
      ...counts,
      elapsedSeconds: deciles(elapsed.items()),
      targetSeconds: deciles(later.items()),
    }),
  };
}

function signatureOf(requestSeconds: number | null, targetSeconds: number | null) {
  if (requestSeconds === null && targetSeconds === null) return 'notDispatched';
  if (targetSeconds === null) return undefined;
  return targetSeconds <= atOnceSeconds ? 'closedAtOnce' : 'later';
}

function deciles(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  return { p10: percentile(sorted, 0.1), p50: percentile(sorted, 0.5), p90: percentile(sorted, 0.9) };
}

function spread(values: readonly number[], max: number | null) {
  const sorted = values.toSorted((a, b) => a - b);
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), max };
}

function toPair([key, times]: readonly [string, number]) {
  const [elb, target] = key.split(' ');
  return { elb: Number(elb), target: target ? Number(target) : null, count: times };
}

function toRow(line: AlbLine): AccessLogRow {
  const { method, host, path } = parseRequest(line.request);
  return {
    at: iso(line.at),
    createdAt: line.createdAt === null ? null : iso(line.createdAt),
    type: line.type,
    client: line.client,
    target: line.target,
    requestSeconds: line.requestSeconds,
    targetSeconds: line.targetSeconds,
    responseSeconds: line.responseSeconds,
    elbStatus: line.elbStatus,
    targetStatus: line.targetStatus,
    receivedBytes: line.receivedBytes,
    sentBytes: line.sentBytes,
    method,
    path,
    host: host ?? line.domainName,
    userAgent: line.userAgent.slice(0, 300),
    targetGroupArn: line.targetGroupArn,
    traceId: line.traceId,
    errorReason: line.errorReason,
    rulePriority: line.rulePriority,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
