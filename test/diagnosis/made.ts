import type { Cause, Link, Prior, Strength } from '../../src/domain/cause.ts';
import type { AnyCheck, Check, Leak, Observation } from '../../src/domain/check.ts';
import type { AccessLog, Bundle, Collected, Evidence, EvidenceKind, Metrics } from '../../src/domain/evidence.ts';
import { evidenceKinds } from '../../src/domain/evidence.ts';
import { type Span, windowOf } from '../../src/domain/window.ts';

/** A small world of checks, causes and evidence made for tests of the engine. */
export const window = windowOf(new Date('2026-11-20T09:00:00Z'), new Date('2026-11-20T10:00:00Z'));

const both = (text: string) => ({ en: text, ja: text });

interface MadeCheck {
  readonly leak?: Leak;
  readonly nature?: Check['nature'];
  readonly family?: string;
  readonly needs?: readonly EvidenceKind[];
  readonly uses?: readonly EvidenceKind[];
  readonly checklist?: Check['checklist'];
  readonly severity?: Check['severity'];
  readonly run?: (evidence: Partial<Record<EvidenceKind, unknown>>) => Observation;
}

export function madeCheck(id: string, made: MadeCheck = {}): AnyCheck {
  return {
    id,
    layer: 'symptom',
    needs: made.needs ?? ['targetHealth'],
    ...(made.uses === undefined ? {} : { uses: made.uses }),
    severity: made.severity ?? 'medium',
    leak: made.leak ?? 'rare',
    nature: made.nature ?? 'symptom',
    ...(made.family === undefined ? {} : { family: made.family }),
    ...(made.checklist === undefined ? {} : { checklist: made.checklist }),
    guide: [],
    texts: { title: both(`about ${id}`), seen: both(`${id} is seen`), 'not-seen': both(`${id} is not seen`) },
    run: made.run ?? (() => ({ status: 'seen' })),
  };
}

export function says(id: string, status: 'seen' | 'not-seen', made: MadeCheck = {}): AnyCheck {
  return madeCheck(id, { ...made, run: () => ({ status }) });
}

interface MadeCause {
  readonly prior?: Prior;
  readonly supports?: Readonly<Record<string, Strength>>;
  readonly inhibits?: Readonly<Record<string, Strength>>;
  readonly decidedBy?: Cause['decidedBy'];
  readonly group?: string;
}

export function madeCause(id: string, made: MadeCause = {}): Cause {
  const links = (of: Readonly<Record<string, Strength>> = {}): Link[] =>
    Object.entries(of).map(([check, strength]) => ({ check, strength, basis: 'reasoned', source: 'Made for a test.' }));
  return {
    id,
    title: both(`the cause ${id}`),
    mechanism: both(''),
    prior: made.prior ?? 'ordinary',
    supports: links(made.supports),
    inhibits: links(made.inhibits),
    decidedBy: made.decidedBy ?? [[]],
    ...(made.group === undefined ? {} : { group: made.group }),
    runbook: 'triage',
    mitigation: both(''),
    prevention: both(''),
    verify: [],
    guide: [],
  };
}

export function complete<K extends EvidenceKind>(kind: K, value: unknown): Collected<K> {
  const ref = { id: `ev_${evidenceKinds.indexOf(kind) + 1}`, kind, what: kind, link: null };
  return { status: 'complete', value, ref } as Collected<K>;
}

export function partial<K extends EvidenceKind>(kind: K, value: unknown): Collected<K> {
  const gaps = [{ collector: kind, reason: 'throttled', action: null, detail: null }];
  return { ...complete(kind, value), status: 'partial', gaps } as Collected<K>;
}

export function missing<K extends EvidenceKind>(
  kind: K,
  reason = 'denied',
  action: string | null = null,
): Collected<K> {
  return { status: 'missing', gaps: [{ collector: kind, reason, action, detail: null }] } as Collected<K>;
}

/** Counters per minute from the span's start, by metric. */
export function metricsOf(counters: Readonly<Record<string, readonly number[]>>, span: Span = window): Metrics {
  return {
    span: { from: span.from, to: span.to },
    periodSeconds: 60,
    series: Object.entries(counters).map(([metric, values]) => ({
      namespace: 'AWS/ApplicationELB',
      metric,
      stat: 'Sum',
      dimensions: { LoadBalancer: 'app/shop-alb/50dc6c495c0c9188' },
      points: values.flatMap((value, minute) => (value === 0 ? [] : [{ at: minuteOf(minute, span), value }])),
    })),
  };
}

export function minuteOf(minute: number, { from }: Span = window): string {
  return new Date(Date.parse(from) + minute * 60_000).toISOString();
}

export function accessLogOf(pairs: readonly { elb: number; target: number | null; count: number }[]): AccessLog {
  const none = { p10: null, p50: null, p90: null };
  return {
    span: { from: window.from, to: window.to },
    objects: 12,
    bytes: 1000,
    rows: 60_000,
    skippedRows: 0,
    byMinute: [],
    statusPairs: pairs,
    byTarget: [],
    byPath: [],
    byTargetGroup: [],
    byUserAgent: [],
    byClient: [],
    timing: { rows: 0, notDispatched: 0, closedAtOnce: 0, later: 0, elapsedSeconds: none, targetSeconds: none },
    errorReasons: [],
    targetSeconds: { p50: null, p99: null, max: null },
    firstFailure: null,
    lastFailure: null,
    failures: [],
  };
}

const busy = Array.from({ length: 60 }, () => 1000);

/** An hour of 60,000 requests; `failed` 502s by the load balancer in the last ten minutes; nothing the week before. */
export function evidenceWith(failed: number, more: Evidence = {}): Evidence {
  const minutes = Array.from({ length: 60 }, (_, minute) => (minute < 50 ? 0 : failed / 10));
  return {
    targetGroups: complete('targetGroups', []),
    targetHealth: complete('targetHealth', []),
    metrics: complete('metrics', metricsOf({ RequestCount: busy, HTTPCode_ELB_502_Count: minutes })),
    baselineMetrics: complete(
      'baselineMetrics',
      metricsOf({ RequestCount: busy, HTTPCode_ELB_502_Count: [] }, window.baseline),
    ),
    ecsServices: complete('ecsServices', []),
    accessLog: complete('accessLog', accessLogOf(failed === 0 ? [] : [{ elb: 502, target: null, count: failed }])),
    ...more,
  };
}

export function bundleOf(evidence: Evidence): Bundle {
  return {
    schema: 'fiveohtwo/bundle/v1',
    program: { version: '0.1.0' },
    run: { id: 'run_01', startedAt: '2026-11-20T10:00:02.000Z' },
    request: { query: 'shop-alb' },
    scope: {
      account: '111122223333',
      region: 'ap-northeast-1',
      profile: null,
      query: 'shop-alb',
      kind: 'alb',
      name: 'shop-alb',
      arn: 'arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:loadbalancer/app/shop-alb/50dc6c495c0c9188',
      dimension: 'app/shop-alb/50dc6c495c0c9188',
      dnsName: 'shop-alb-1.ap-northeast-1.elb.amazonaws.com',
    },
    window,
    evidence,
    objects: [],
    redactions: {},
    cost: { seconds: 1, roundTrips: 4, calls: 9, callsByApi: {}, bytes: 0, usd: 0 },
  };
}
