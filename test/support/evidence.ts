import type {
  AccessLog,
  AccessLogRow,
  ApplicationLog,
  Change,
  ContainerDefinition,
  EcsDeployment,
  EcsService,
  EcsTask,
  LoadBalancerAttributes,
  MetricSeries,
  Metrics,
  TargetGroup,
  TargetHealth,
  TaskDefinition,
} from '../../src/domain/evidence.ts';
import { windowOf } from '../../src/domain/window.ts';

/** An hour of a shop: two tasks on port 3000 behind one target group. Builders take what a test is about; the rest is ordinary. */
export const from = Date.parse('2026-11-20T09:00:00Z');
export const to = from + 3_600_000;
export const window = windowOf(new Date(from), new Date(to));
export const context = { window };

/** `at(12)`: twelve minutes into the window, ISO; seconds may follow. */
export function at(minute: number, second = 0): string {
  return new Date(from + minute * 60_000 + second * 1000).toISOString();
}

export const groupArn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop-api/73e2d6bc24d8a067';
export const groupDimension = 'targetgroup/shop-api/73e2d6bc24d8a067';
const loadBalancer = 'app/shop-alb/50dc6c495c0c9188';

/** Per-minute values: a number for all 60 minutes, or a function; undefined or 0 leaves the datapoint out, as CloudWatch does. */
export type Values = number | ((minute: number) => number | undefined);

export function series(metric: string, values: Values, options: Partial<MetricSeries> = {}): MetricSeries {
  const valueAt = typeof values === 'number' ? () => values : values;
  return {
    namespace: 'AWS/ApplicationELB',
    metric,
    stat: 'Sum',
    dimensions: { LoadBalancer: loadBalancer },
    points: Array.from({ length: 60 }, (_, minute) => ({ at: at(minute), value: valueAt(minute) ?? 0 })).filter(
      ({ value }) => value !== 0,
    ),
    ...options,
  };
}

export function groupSeries(metric: string, stat: string, values: Values, zeros = false): MetricSeries {
  const made = series(metric, values, {
    stat,
    dimensions: { LoadBalancer: loadBalancer, TargetGroup: groupDimension },
  });
  if (!zeros) return made;
  const valueAt = typeof values === 'number' ? () => values : values;
  const points = Array.from({ length: 60 }, (_, minute) => ({ at: at(minute), value: valueAt(minute) ?? 0 }));
  return { ...made, points };
}

export function serviceSeries(metric: string, stat: string, values: Values): MetricSeries {
  const dimensions = { ClusterName: 'shop', ServiceName: 'api' };
  return series(metric, values, { namespace: 'AWS/ECS', stat, dimensions });
}

export interface Traffic {
  readonly requests?: Values;
  readonly made?: Values; // HTTPCode_ELB_502_Count
  readonly target5xx?: Values;
  readonly connectionErrors?: Values;
  readonly elb504?: Values;
  readonly extra?: readonly MetricSeries[];
  readonly without?: readonly string[];
}

/** All the load balancer's counters, answered; quiet unless told otherwise. */
export function metrics(traffic: Traffic = {}): Metrics {
  const all = [
    series('RequestCount', traffic.requests ?? 1200),
    series('HTTPCode_ELB_502_Count', traffic.made ?? 0),
    series('HTTPCode_ELB_500_Count', 0),
    series('HTTPCode_ELB_503_Count', 0),
    series('HTTPCode_ELB_504_Count', traffic.elb504 ?? 0),
    series('HTTPCode_Target_5XX_Count', traffic.target5xx ?? 0),
    series('TargetConnectionErrorCount', traffic.connectionErrors ?? 0),
    series('TargetTLSNegotiationErrorCount', 0),
    ...(traffic.extra ?? []),
  ];
  // The last one of a metric wins, so that `extra` replaces.
  const kept = all.filter(
    (one, index) =>
      !all.slice(index + 1).some((later) => sameSeries(one, later)) && !(traffic.without ?? []).includes(one.metric),
  );
  return { span: { from: window.from, to: window.to }, periodSeconds: 60, series: kept };
}

function sameSeries(a: MetricSeries, b: MetricSeries): boolean {
  return a.metric === b.metric && a.stat === b.stat && JSON.stringify(a.dimensions) === JSON.stringify(b.dimensions);
}

export function row(change: Partial<AccessLogRow> = {}): AccessLogRow {
  return {
    at: at(30),
    createdAt: at(30),
    type: 'https',
    client: '203.0.113.9:40000',
    target: '10.0.1.10:3000',
    requestSeconds: 0.001,
    targetSeconds: 0.001,
    responseSeconds: null,
    elbStatus: 502,
    targetStatus: null,
    receivedBytes: 400,
    sentBytes: 272,
    method: 'GET',
    path: '/api/orders/{id}',
    host: 'shop.example.com',
    userAgent: 'Chrome',
    targetGroupArn: groupArn,
    traceId: null,
    errorReason: null,
    rulePriority: '0',
    ...change,
  };
}

/** A log whose counts are those of its failing rows, plus `requests` good ones. */
export function accessLog(failures: readonly AccessLogRow[], change: Partial<AccessLog> = {}): AccessLog {
  const made = failures.filter(({ targetStatus }) => targetStatus === null);
  const relayed = failures.length - made.length;
  const late = made.flatMap(({ targetSeconds }) =>
    targetSeconds !== null && targetSeconds > 0.005 ? [targetSeconds] : [],
  );
  const share = (key: string, rows: readonly AccessLogRow[], requests: number) => ({
    key,
    requests,
    elb502: rows.filter(({ targetStatus }) => targetStatus === null).length,
    target502: rows.filter(({ targetStatus }) => targetStatus === 502).length,
    other5xx: 0,
  });
  const grouped = (keyOf: (row: AccessLogRow) => string, usual: readonly string[]) =>
    [...new Set([...usual, ...failures.map(keyOf)])].map((key) =>
      share(
        key,
        failures.filter((one) => keyOf(one) === key),
        20_000,
      ),
    );
  return {
    span: { from: window.from, to: window.to },
    objects: 24,
    bytes: 1_000_000,
    rows: 72_000,
    skippedRows: 0,
    byMinute: [...new Set(failures.map((one) => one.at.slice(0, 16)))].map((minute) => {
      const rows = failures.filter((one) => one.at.startsWith(minute));
      const { elb502, target502 } = share(minute, rows, 1200);
      return { at: `${minute}:00.000Z`, requests: 1200, elb502, target502, other5xx: 0 };
    }),
    statusPairs: [
      { elb: 502, target: null, count: made.length },
      { elb: 502, target: 502, count: relayed },
    ].filter(({ count }) => count > 0),
    byTarget: grouped(({ target }) => target ?? '-', ['10.0.1.10:3000', '10.0.2.10:3000', '10.0.3.10:3000']),
    byPath: grouped(({ method, path }) => `${method} ${path}`, ['GET /api/items', 'GET /api/cart', 'POST /api/orders']),
    byTargetGroup: [share(groupArn, failures, 72_000)],
    byUserAgent: [],
    byClient: [],
    timing: {
      rows: made.length,
      notDispatched: made.filter(({ targetSeconds }) => targetSeconds === null).length,
      closedAtOnce: made.filter(({ targetSeconds }) => targetSeconds !== null && targetSeconds <= 0.005).length,
      later: late.length,
      elapsedSeconds: { p10: null, p50: null, p90: null },
      targetSeconds: { p10: null, p50: null, p90: null },
    },
    errorReasons: [],
    targetSeconds: { p50: 0.05, p99: 0.6, max: 2 },
    firstFailure: failures[0]?.at ?? null,
    lastFailure: failures.at(-1)?.at ?? null,
    failures,
    ...change,
  };
}

/** `n` rows, the i-th changed by `change(i)`. */
export function rows(
  n: number,
  change: (index: number) => Partial<AccessLogRow> = () => ({}),
): readonly AccessLogRow[] {
  return Array.from({ length: n }, (_, index) => row({ at: at(index % 60), ...change(index) }));
}

export function target(change: Partial<TargetHealth> = {}): TargetHealth {
  return {
    targetGroupArn: groupArn,
    id: '10.0.1.10',
    port: 3000,
    zone: 'eu-west-1a',
    state: 'healthy',
    reason: null,
    description: null,
    ...change,
  };
}

export function targetGroup(change: Partial<TargetGroup> = {}): TargetGroup {
  return {
    arn: groupArn,
    name: 'shop-api',
    dimension: groupDimension,
    protocol: 'HTTP',
    protocolVersion: 'HTTP1',
    port: 3000,
    targetType: 'ip',
    healthCheck: {
      protocol: 'HTTP',
      port: 'traffic-port',
      path: '/health',
      matcher: '200',
      intervalSeconds: 30,
      timeoutSeconds: 5,
      healthyThreshold: 5,
      unhealthyThreshold: 2,
    },
    deregistrationDelaySeconds: 300,
    slowStartSeconds: 0,
    attributes: {},
    ...change,
  };
}

export function loadBalancerAttributes(idleTimeoutSeconds: number | null = 60): LoadBalancerAttributes {
  return {
    idleTimeoutSeconds,
    clientKeepAliveSeconds: 3600,
    accessLogs: { enabled: true, bucket: 'logs', prefix: null },
    raw: {},
  };
}

export function container(change: Partial<ContainerDefinition> = {}): ContainerDefinition {
  return {
    name: 'api',
    image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop-api:41',
    essential: true,
    command: [],
    entryPoint: [],
    environment: {},
    portMappings: [{ containerPort: 3000, hostPort: 3000, protocol: 'tcp' }],
    cpu: null,
    memory: null,
    memoryReservation: null,
    stopTimeoutSeconds: null,
    healthCheckCommand: [],
    logGroup: '/ecs/shop-api',
    logRegion: 'eu-west-1',
    logStreamPrefix: 'api',
    ...change,
  };
}

export function revision(number: number): string {
  return `arn:aws:ecs:eu-west-1:111122223333:task-definition/shop-api:${number}`;
}

export function taskDefinition(
  containers: readonly ContainerDefinition[] = [container()],
  number = 41,
): TaskDefinition {
  return {
    arn: revision(number),
    family: 'shop-api',
    revision: number,
    registeredAt: null,
    cpu: 512,
    memory: 1024,
    containers,
  };
}

export function deployment(change: Partial<EcsDeployment> = {}): EcsDeployment {
  return {
    id: 'ecs-svc/1',
    status: 'PRIMARY',
    taskDefinitionArn: revision(41),
    createdAt: '2026-11-12T08:00:00.000Z',
    updatedAt: '2026-11-12T08:05:00.000Z',
    desiredCount: 2,
    runningCount: 2,
    failedTasks: 0,
    rolloutState: 'COMPLETED',
    rolloutStateReason: null,
    ...change,
  };
}

export function service(change: Partial<EcsService> = {}): EcsService {
  return {
    arn: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/api',
    name: 'api',
    cluster: 'shop',
    clusterArn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop',
    status: 'ACTIVE',
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    launchType: 'FARGATE',
    capacityProviders: [],
    taskDefinitionArn: revision(41),
    healthCheckGracePeriodSeconds: 60,
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    circuitBreaker: true,
    loadBalancers: [{ targetGroupArn: groupArn, containerName: 'api', containerPort: 3000 }],
    deployments: [deployment()],
    events: [],
    ...change,
  };
}

export function task(change: Partial<EcsTask> = {}): EcsTask {
  return {
    arn: 'arn:aws:ecs:eu-west-1:111122223333:task/shop/0a1b2c',
    service: 'api',
    cluster: 'shop',
    taskDefinitionArn: revision(41),
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    healthStatus: null,
    zone: 'eu-west-1a',
    privateIps: ['10.0.1.10'],
    createdAt: '2026-11-12T08:00:00.000Z',
    startedAt: '2026-11-12T08:01:00.000Z',
    stoppingAt: null,
    stoppedAt: null,
    stopCode: null,
    stoppedReason: null,
    containers: [{ name: 'api', image: null, exitCode: null, reason: null, lastStatus: 'RUNNING' }],
    ...change,
  };
}

/** A task that stopped `minute` minutes into the window. */
export function stopped(
  minute: number,
  change: Partial<EcsTask> & { readonly exitCode?: number; readonly reason?: string } = {},
): EcsTask {
  const { exitCode = 0, reason = null, ...rest } = change;
  return task({
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    stoppingAt: at(minute),
    stoppedAt: at(minute, 40),
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)',
    containers: [{ name: 'api', image: null, exitCode, reason, lastStatus: 'STOPPED' }],
    ...rest,
  });
}

export function change(minute: number, name: string, more: Partial<Change> = {}): Change {
  return {
    at: at(minute),
    name,
    source: 'ecs.amazonaws.com',
    user: 'deployer',
    resources: ['api'],
    onPath: true,
    errorCode: null,
    request: null,
    ...more,
  };
}

/** A log with `lines` read, and these messages found among them at the given minute. */
export function appLog(
  messages: readonly string[],
  options: { readonly minute?: number; readonly tag?: string; readonly lines?: number } = {},
): ApplicationLog {
  const { minute = 30, tag, lines = 5000 } = options;
  const examples = messages.map((message) => ({ at: at(minute), stream: 'api/0a1b2c', message }));
  const one = { count: messages.length, first: at(minute), last: at(minute), examples };
  const any = messages.length > 0;
  return {
    group: '/ecs/shop-api',
    span: { from: window.from, to: window.to },
    lines,
    matches: any && tag !== undefined ? [{ tag, ...one, byMinute: [{ at: at(minute), count: messages.length }] }] : [],
    templates: any && tag === undefined ? [{ template: messages[0] ?? '', ...one }] : [],
    requests: [],
  };
}
