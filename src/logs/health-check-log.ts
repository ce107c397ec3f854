import type { HealthCheckLog } from '../domain/evidence.ts';
import type { Span } from '../domain/window.ts';
import { makeSample, percentile } from './sample.ts';

const targetLimit = 500;
const secondsLimit = 2_000;

/** One row of the health-check log. Fields that AWS appends are ignored. */
export interface HealthCheckLine {
  readonly at: number; // epoch ms
  readonly seconds: number | null;
  readonly target: string;
  readonly targetGroup: string;
  readonly passed: boolean;
  readonly reason: string | null;
  readonly loadBalancer: string;
}

/** `type time latency target_addr target_group_id status status_code reason_code elb ip_address`; undefined when it is none. */
export function parseHealthCheckLine(line: string): HealthCheckLine | undefined {
  const [, time = '', latency, target = '', targetGroup = '', status, , reason, loadBalancer = ''] = fieldsOf(line);
  const at = Date.parse(time);
  if (Number.isNaN(at) || (status !== 'PASS' && status !== 'FAIL')) return undefined;
  const seconds = Number(latency);
  return {
    at,
    seconds: latency === undefined || !Number.isFinite(seconds) || seconds < 0 ? null : seconds,
    target,
    targetGroup,
    passed: status === 'PASS',
    reason: reason === undefined || reason === '-' ? null : reason,
    loadBalancer,
  };
}

/** Fields between spaces, without the quotes that some of them have. */
function fieldsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

interface Held {
  passed: number;
  failed: number;
  first: number;
  last: number;
  readonly reasons: Map<string, number>;
  readonly seconds: ReturnType<typeof makeSample<number>>;
}

/** Adds up one load balancer's rows in bounded memory, in any order. */
export function makeHealthCheckTotals(loadBalancer: string, span: Span) {
  const from = Date.parse(span.from);
  const to = Date.parse(span.to);
  const targets = new Map<string, Held>();
  let rows = 0;
  let skippedRows = 0;
  const heldOf = (key: string): Held | undefined => {
    const known = targets.get(key);
    if (known !== undefined || targets.size >= targetLimit) return known;
    const held = {
      passed: 0,
      failed: 0,
      first: Number.POSITIVE_INFINITY,
      last: 0,
      reasons: new Map(),
      seconds: makeSample<number>(secondsLimit),
    };
    targets.set(key, held);
    return held;
  };
  const addRow = (row: HealthCheckLine) => {
    if (row.at < from || row.at >= to) return;
    rows += 1;
    const held = heldOf(`${row.targetGroup} ${row.target}`);
    if (held !== undefined) count(held, row);
  };
  return {
    add(line: string): void {
      if (line.length === 0) return;
      const row = parseHealthCheckLine(line);
      if (row === undefined || (row.loadBalancer !== '' && row.loadBalancer !== loadBalancer)) skippedRows += 1;
      else addRow(row);
    },
    totals: (): HealthCheckLog => ({
      span,
      rows,
      skippedRows,
      byTarget: [...targets].map(([key, held]) => toTarget(key, held)).sort((a, b) => b.failed - a.failed),
    }),
  };
}

function count(held: Held, { at, passed, reason, seconds, target }: HealthCheckLine): void {
  if (seconds !== null) held.seconds.add(`${at} ${target}`, () => seconds);
  if (passed) {
    held.passed += 1;
    return;
  }
  held.failed += 1;
  held.first = Math.min(held.first, at);
  held.last = Math.max(held.last, at);
  const why = reason ?? '-';
  if (held.reasons.has(why) || held.reasons.size < 20) held.reasons.set(why, (held.reasons.get(why) ?? 0) + 1);
}

function toTarget(key: string, held: Held): HealthCheckLog['byTarget'][number] {
  const cut = key.indexOf(' ');
  const sorted = held.seconds.items().toSorted((a, b) => a - b);
  const iso = (at: number) => (held.failed === 0 ? null : new Date(at).toISOString());
  return {
    target: key.slice(cut + 1),
    targetGroup: key.slice(0, cut),
    zone: null, // the row does not say
    passed: held.passed,
    failed: held.failed,
    firstFailure: iso(held.first),
    lastFailure: iso(held.last),
    reasons: [...held.reasons].map(([reason, times]) => ({ reason, count: times })).sort((a, b) => b.count - a.count),
    secondsP50: percentile(sorted, 0.5),
    secondsMax: sorted.at(-1) ?? null,
  };
}
