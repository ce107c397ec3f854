import type { Scope } from './resource.ts';
import type { Span, Window } from './window.ts';

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
] as const satisfies readonly EvidenceKind[];

export interface LoadBalancer {
  readonly name: string;
  readonly arn: string;
  readonly dnsName: string;
  readonly type: string;
  readonly scheme: string | null;
  readonly state: string | null;
  readonly zones: readonly string[];
  readonly securityGroups: readonly string[];
  readonly createdAt: string | null;
}

export interface LoadBalancerAttributes {
  readonly idleTimeoutSeconds: number | null;
  readonly clientKeepAliveSeconds: number | null;
  readonly accessLogs: { readonly enabled: boolean; readonly bucket: string | null; readonly prefix: string | null };
  readonly raw: Readonly<Record<string, string>>;
}

export interface Listener {
  readonly arn: string;
  readonly port: number | null;
  readonly protocol: string | null;
  readonly sslPolicy: string | null;
  readonly certificates: readonly string[];
  readonly rules: readonly ListenerRule[];
}

export interface ListenerRule {
  readonly arn: string;
  readonly priority: string; // 'default' or a number
  readonly conditions: readonly string[]; // readable: 'path-pattern /api/*'
  readonly actions: readonly {
    readonly type: string;
    readonly targetGroups: readonly { readonly arn: string; readonly weight: number | null }[];
  }[];
}

export interface TargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly dimension: string; // targetgroup/shop-api/73e2d6bc24d8a067
  readonly protocol: string | null;
  readonly protocolVersion: string | null;
  readonly port: number | null;
  readonly targetType: string | null; // instance | ip | lambda | alb
  readonly healthCheck: {
    readonly protocol: string | null;
    readonly port: string | null;
    readonly path: string | null;
    readonly matcher: string | null;
    readonly intervalSeconds: number | null;
    readonly timeoutSeconds: number | null;
    readonly healthyThreshold: number | null;
    readonly unhealthyThreshold: number | null;
  };
  readonly deregistrationDelaySeconds: number | null;
  readonly slowStartSeconds: number | null;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface TargetHealth {
  readonly targetGroupArn: string;
  readonly id: string; // IP, instance id or function ARN
  readonly port: number | null;
  readonly zone: string | null;
  readonly state: string; // initial | healthy | unhealthy | unused | draining | unavailable
  readonly reason: string | null;
  readonly description: string | null;
}

/** One period per minute unless `periodSeconds` says otherwise. Points only where CloudWatch has a datapoint. */
export interface Metrics {
  readonly span: Span;
  readonly periodSeconds: number;
  readonly series: readonly MetricSeries[];
}

export interface MetricSeries {
  readonly namespace: string; // AWS/ApplicationELB
  readonly metric: string; // HTTPCode_ELB_502_Count
  readonly stat: string; // Sum, Maximum, Minimum, Average, p50, p99
  readonly dimensions: Readonly<Record<string, string>>;
  readonly points: readonly { readonly at: string; readonly value: number }[];
}

export interface EcsService {
  readonly arn: string;
  readonly name: string;
  readonly cluster: string; // name
  readonly clusterArn: string;
  readonly status: string | null;
  readonly desiredCount: number | null;
  readonly runningCount: number | null;
  readonly pendingCount: number | null;
  readonly launchType: string | null;
  readonly capacityProviders: readonly string[];
  readonly taskDefinitionArn: string | null;
  readonly healthCheckGracePeriodSeconds: number | null;
  readonly minimumHealthyPercent: number | null;
  readonly maximumPercent: number | null;
  readonly circuitBreaker: boolean | null;
  readonly loadBalancers: readonly {
    readonly targetGroupArn: string;
    readonly containerName: string | null;
    readonly containerPort: number | null;
  }[];
  readonly deployments: readonly EcsDeployment[];
  /** Newest first, as ECS gives them; ECS keeps the last 100. */
  readonly events: readonly { readonly at: string; readonly message: string }[];
}

export interface EcsDeployment {
  readonly id: string;
  readonly status: string | null; // PRIMARY | ACTIVE | INACTIVE
  readonly taskDefinitionArn: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly desiredCount: number | null;
  readonly runningCount: number | null;
  readonly failedTasks: number | null;
  readonly rolloutState: string | null; // IN_PROGRESS | COMPLETED | FAILED
  readonly rolloutStateReason: string | null;
}

export interface EcsTask {
  readonly arn: string;
  readonly service: string | null; // 'service:api' → 'api'
  readonly cluster: string;
  readonly taskDefinitionArn: string | null;
  readonly lastStatus: string | null;
  readonly desiredStatus: string | null;
  readonly healthStatus: string | null;
  readonly zone: string | null;
  readonly privateIps: readonly string[];
  readonly createdAt: string | null;
  readonly startedAt: string | null;
  readonly stoppingAt: string | null;
  readonly stoppedAt: string | null;
  readonly stopCode: string | null;
  readonly stoppedReason: string | null;
  readonly containers: readonly {
    readonly name: string;
    readonly image: string | null;
    readonly exitCode: number | null;
    readonly reason: string | null;
    readonly lastStatus: string | null;
  }[];
}

export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
  readonly registeredAt: string | null;
  readonly cpu: number | null; // CPU units, 1024 a vCPU
  readonly memory: number | null; // MiB
  readonly containers: readonly ContainerDefinition[];
}

export interface ContainerDefinition {
  readonly name: string;
  readonly image: string | null;
  readonly essential: boolean | null;
  readonly command: readonly string[];
  readonly entryPoint: readonly string[];
  /** Values are redacted at capture; secrets appear as `<redacted:…>`. */
  readonly environment: Readonly<Record<string, string>>;
  readonly portMappings: readonly {
    readonly containerPort: number | null;
    readonly hostPort: number | null;
    readonly protocol: string | null;
  }[];
  readonly cpu: number | null;
  readonly memory: number | null; // MiB, hard limit
  readonly memoryReservation: number | null;
  readonly stopTimeoutSeconds: number | null;
  readonly healthCheckCommand: readonly string[];
  readonly logGroup: string | null;
  readonly logRegion: string | null;
  readonly logStreamPrefix: string | null;
}

/** One write event of CloudTrail. */
export interface Change {
  readonly at: string;
  readonly name: string; // UpdateService
  readonly source: string; // ecs.amazonaws.com
  readonly user: string | null;
  readonly resources: readonly string[]; // names or ARNs
  /** True when one of the resources lies on the located path. */
  readonly onPath: boolean;
  readonly errorCode: string | null;
  readonly request: Readonly<Record<string, unknown>> | null; // redacted requestParameters, at most a few kB
}

/** What one log group held in the window, boiled down; the lines themselves are examples. */
export interface ApplicationLog {
  readonly group: string;
  readonly span: Span;
  readonly lines: number; // read
  readonly matches: readonly LogMatch[]; // by tag of the pattern table
  readonly templates: readonly LogTemplate[]; // most frequent lines that look like errors, numbers and ids folded
  /** Requests that the application itself logged, where its lines are access-log like. */
  readonly requests: readonly { readonly path: string; readonly status: number; readonly count: number }[];
}

export interface LogMatch {
  readonly tag: string; // 'gunicorn.timeout'
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly byMinute: readonly { readonly at: string; readonly count: number }[];
  readonly examples: readonly LogLine[];
}

export interface LogTemplate {
  readonly template: string;
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly examples: readonly LogLine[];
}

export interface LogLine {
  readonly at: string;
  readonly stream: string;
  readonly message: string;
}

/** The ALB access log of the window, aggregated while it streamed past. */
export interface AccessLog {
  readonly span: Span;
  readonly objects: number;
  readonly bytes: number; // compressed bytes read
  readonly rows: number; // rows of this load balancer within the span
  readonly skippedRows: number; // malformed or foreign
  readonly byMinute: readonly {
    readonly at: string;
    readonly requests: number;
    readonly elb502: number;
    readonly target502: number;
    readonly other5xx: number;
  }[];
  /** Every combination of (ELB status, target status) with ELB status ≥ 500; target status null where the log has '-'. */
  readonly statusPairs: readonly { readonly elb: number; readonly target: number | null; readonly count: number }[];
  readonly byTarget: readonly LogShare[]; // key 10.0.11.54:3000, or '-' where none was chosen
  readonly byPath: readonly LogShare[]; // key 'GET /api/v1/orders/{id}'; at most 200, the rest under 'others'
  readonly byTargetGroup: readonly LogShare[];
  readonly byUserAgent: readonly LogShare[]; // families
  readonly byClient: readonly LogShare[]; // at most 50
  /** Timing of the 502 rows without a target status. */
  readonly timing: LogTiming;
  readonly errorReasons: readonly { readonly reason: string; readonly count: number }[];
  /** Of all rows, in seconds: where the target answered. */
  readonly targetSeconds: { readonly p50: number | null; readonly p99: number | null; readonly max: number | null };
  readonly firstFailure: string | null;
  readonly lastFailure: string | null;
  /** A sample of at most 500 rows with ELB status 502, spread over the window; all of them when there are fewer. */
  readonly failures: readonly AccessLogRow[];
}

export interface LogShare {
  readonly key: string;
  readonly requests: number;
  readonly elb502: number; // ELB 502 without target status: made by the load balancer
  readonly target502: number; // both 502: made by the target
  readonly other5xx: number;
}

/** Signatures of causes-of-502.md 1.2, counted over the 502 rows without target status. */
export interface LogTiming {
  readonly rows: number;
  readonly notDispatched: number; // T-A: -1 -1 -1
  readonly closedAtOnce: number; // T-B: target time 0 to 5 ms, response -1
  readonly later: number; // T-C and T-D: target time over 5 ms, response -1
  readonly elapsedSeconds: { readonly p10: number | null; readonly p50: number | null; readonly p90: number | null };
  readonly targetSeconds: { readonly p10: number | null; readonly p50: number | null; readonly p90: number | null }; // of `later` rows
}

export interface AccessLogRow {
  readonly at: string; // response generated
  readonly createdAt: string | null; // request_creation_time
  readonly type: string;
  readonly client: string;
  readonly target: string | null;
  readonly requestSeconds: number | null; // null for -1
  readonly targetSeconds: number | null;
  readonly responseSeconds: number | null;
  readonly elbStatus: number;
  readonly targetStatus: number | null;
  readonly receivedBytes: number;
  readonly sentBytes: number;
  readonly method: string;
  readonly path: string; // without the query string
  readonly host: string | null;
  readonly userAgent: string;
  readonly targetGroupArn: string | null;
  readonly traceId: string | null;
  readonly errorReason: string | null;
  readonly rulePriority: string | null;
}

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
