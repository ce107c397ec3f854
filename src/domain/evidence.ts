import type { AccessLog } from './evidence/access-log.ts';
import type { AlarmChange } from './evidence/alarm-history.ts';
import type { ApplicationLog } from './evidence/application-log.ts';
import type { ScalingGroup } from './evidence/auto-scaling.ts';
import type { Certificate } from './evidence/certificate.ts';
import type { Change } from './evidence/change.ts';
import type { DataStore } from './evidence/data-store.ts';
import type { Deployment } from './evidence/deployment.ts';
import type { EcsService, EcsTask, TaskDefinition } from './evidence/ecs.ts';
import type { Instance } from './evidence/instance.ts';
import type { LambdaFunction } from './evidence/lambda.ts';
import type {
  Listener,
  LoadBalancer,
  LoadBalancerAttributes,
  TargetGroup,
  TargetHealth,
} from './evidence/load-balancer.ts';
import type { ConnectionLog, HealthCheckLog } from './evidence/load-balancer-logs.ts';
import type { Metrics } from './evidence/metrics.ts';
import type { FlowRecords, Network } from './evidence/network.ts';
import type { Scope } from './resource.ts';
import type { Window } from './window.ts';

export type * from './evidence/access-log.ts';
export type * from './evidence/alarm-history.ts';
export type * from './evidence/application-log.ts';
export type * from './evidence/auto-scaling.ts';
export type * from './evidence/certificate.ts';
export type * from './evidence/change.ts';
export type * from './evidence/data-store.ts';
export type * from './evidence/deployment.ts';
export type * from './evidence/ecs.ts';
export type * from './evidence/instance.ts';
export type * from './evidence/lambda.ts';
export type * from './evidence/load-balancer.ts';
export type * from './evidence/load-balancer-logs.ts';
export type * from './evidence/metrics.ts';
export type * from './evidence/network.ts';

/**
 * Everything that can be collected, by kind, as plain JSON (times ISO 8601 UTC, durations in seconds, sizes in bytes).
 * A new kind starts here. Fields that AWS did not give are null: an unknown is never a default.
 */
export interface EvidenceMap {
  loadBalancer: LoadBalancer;
  loadBalancerAttributes: LoadBalancerAttributes;
  listeners: readonly Listener[];
  targetGroups: readonly TargetGroup[];
  targetHealth: readonly TargetHealth[];
  metrics: Metrics;
  baselineMetrics: Metrics;
  ecsServices: readonly EcsService[];
  ecsTasks: readonly EcsTask[];
  ecsStoppedTasks: readonly EcsTask[];
  taskDefinitions: readonly TaskDefinition[];
  changes: readonly Change[];
  applicationLogs: readonly ApplicationLog[];
  accessLog: AccessLog;
  instances: readonly Instance[];
  scaling: readonly ScalingGroup[];
  network: Network;
  flowRecords: FlowRecords;
  functions: readonly LambdaFunction[];
  certificates: readonly Certificate[];
  dataStores: readonly DataStore[];
  deployments: readonly Deployment[];
  /** Of what stands behind the load balancer: instances, agents on them, functions, databases, caches, NAT gateways. */
  resourceMetrics: Metrics;
  healthCheckLog: HealthCheckLog;
  connectionLog: ConnectionLog;
  alarmHistory: readonly AlarmChange[];
}

export type EvidenceKind = keyof EvidenceMap;

/** In this order evidence ids are given out, so the same bundle always has the same ids. */
export const evidenceKinds = [
  'loadBalancer',
  'loadBalancerAttributes',
  'listeners',
  'targetGroups',
  'targetHealth',
  'metrics',
  'baselineMetrics',
  'ecsServices',
  'ecsTasks',
  'ecsStoppedTasks',
  'taskDefinitions',
  'changes',
  'applicationLogs',
  'accessLog',
  'instances',
  'scaling',
  'network',
  'flowRecords',
  'functions',
  'certificates',
  'dataStores',
  'deployments',
  'resourceMetrics',
  'healthCheckLog',
  'connectionLog',
  'alarmHistory',
] as const satisfies readonly EvidenceKind[];

/** Why something could not be looked at. Never an absence. */
export type GapReason =
  | 'denied'
  | 'throttled'
  | 'timed-out'
  | 'cut-off'
  | 'empty'
  | 'not-found'
  | 'not-enabled'
  | 'not-collected'
  | 'unreadable'
  | 'failed';

export interface Gap {
  readonly collector: EvidenceKind;
  readonly reason: GapReason;
  /** The IAM action that would close it, where one would. */
  readonly action: string | null;
  /** One redacted line for people who want to know more. */
  readonly detail: string | null;
}

/** What a person can open: `link` is a console page, `what` says what was read. */
export interface EvidenceRef {
  readonly id: string; // ev_7
  readonly kind: EvidenceKind;
  readonly what: string;
  readonly link: string | null;
}

/** What collecting one kind came to. `partial`: true as far as it goes; nothing may be ruled out by it. */
export type Collected<K extends EvidenceKind = EvidenceKind> = {
  [P in K]:
    | { readonly status: 'complete'; readonly value: EvidenceMap[P]; readonly ref: EvidenceRef }
    | {
        readonly status: 'partial';
        readonly value: EvidenceMap[P];
        readonly ref: EvidenceRef;
        readonly gaps: readonly Gap[];
      }
    | { readonly status: 'missing'; readonly gaps: readonly Gap[] };
}[K];

export type Evidence = { readonly [K in EvidenceKind]?: Collected<K> };

/** What one collector brings: the value, what it read, and what it could not. Throws when it has nothing at all. */
export interface Catch<K extends EvidenceKind> {
  readonly value: EvidenceMap[K];
  readonly what: string;
  readonly link: string | null;
  readonly gaps?: readonly Omit<Gap, 'collector'>[];
}

/** What the run cost; printed in the message. */
export interface Cost {
  readonly seconds: number;
  readonly roundTrips: number;
  readonly calls: number;
  readonly callsByApi: Readonly<Record<string, number>>; // 'elasticloadbalancing:DescribeTargetHealth' → 2
  readonly bytes: number;
  readonly usd: number;
}

/** A log object that was read, so that a replay can prove what it stands on. */
export interface ReadObject {
  readonly uri: string; // s3://bucket/key
  readonly bytes: number;
  readonly etag: string | null;
}

/**
 * One run, recorded: everything the verdict depends on. The verdict is a pure function of it.
 * Redacted at capture; nothing in here was ever unredacted on disk.
 */
export interface Bundle {
  readonly schema: 'fiveohtwo/bundle/v1';
  readonly program: { readonly version: string };
  readonly run: { readonly id: string; readonly startedAt: string };
  readonly request: { readonly query: string };
  readonly scope: Scope;
  readonly window: Window;
  readonly evidence: Evidence;
  readonly objects: readonly ReadObject[];
  readonly redactions: Readonly<Record<string, number>>; // by type
  readonly cost: Cost;
}
