import type { AccessLog, LambdaFunction, MetricSeries, Metrics, TargetGroup } from '../../domain/evidence.ts';
import type { Window } from '../../domain/window.ts';
import { rows502 } from './access-log.ts';
import { type Failures, failuresOf, MINUTE } from './failures.ts';
import { curveOf, isWithin } from './metrics.ts';
import { sum } from './statistics.ts';

/** Less than this share of the failures in a group is another group's story. */
const SHARE = 0.1;

export function functionGroups(groups: readonly TargetGroup[]): readonly TargetGroup[] {
  return groups.filter(({ targetType }) => targetType === 'lambda');
}

export interface FunctionEvidence {
  readonly targetGroups: readonly TargetGroup[];
  readonly accessLog?: AccessLog | undefined;
  readonly resourceMetrics?: Metrics | undefined;
}

/**
 * Target groups of functions in which requests fail: by the access log, else by what the load balancer blames on functions,
 * else all of them where nothing but functions stands behind it. Undefined where nothing tells.
 */
export function failingFunctionGroups(evidence: FunctionEvidence, window: Window): readonly string[] | undefined {
  const { targetGroups, accessLog, resourceMetrics } = evidence;
  const groups = functionGroups(targetGroups);
  if (groups.length === 0) return [];
  const logged = accessLog && byLog(groups, accessLog);
  if (logged !== undefined) return logged;
  const blamed = groups.filter(({ dimension }) => blame(resourceMetrics, dimension, window) > 0);
  if (blamed.length > 0) return blamed.map(({ arn }) => arn);
  const serving = targetGroups.filter(({ targetType }) => targetType !== 'lambda');
  return serving.length === 0 && groups.length === 1 ? groups.map(({ arn }) => arn) : undefined;
}

function byLog(groups: readonly TargetGroup[], { byTargetGroup }: AccessLog): readonly string[] | undefined {
  const all = sum(byTargetGroup.map(rows502));
  if (all === 0) return undefined;
  const failing = byTargetGroup.filter((share) => rows502(share) >= SHARE * all).map(({ key }) => key);
  return groups.map(({ arn }) => arn).filter((arn) => failing.includes(arn));
}

function blame(metrics: Metrics | undefined, dimension: string, window: Window): number {
  const periodMs = (metrics?.periodSeconds ?? 60) * 1000;
  const blamed = (metrics?.series ?? []).filter(
    ({ metric, dimensions }) => /^Lambda(User|Internal)Error$/.test(metric) && dimensions.TargetGroup === dimension,
  );
  return sum(blamed.flatMap((series) => within(series, window, periodMs)));
}

function within(series: MetricSeries, window: Window, periodMs: number): readonly number[] {
  return [...curveOf(series)].filter(([at]) => isWithin(window, at, periodMs)).map(([, value]) => value);
}

/** Those that stand in the failing groups; all of them where nobody knows which fail. */
export function failingFunctions(
  functions: readonly LambdaFunction[],
  evidence: FunctionEvidence,
  window: Window,
): readonly LambdaFunction[] {
  const groups = failingFunctionGroups(evidence, window);
  return groups === undefined ? functions : functions.filter(({ targetGroupArn }) => groups.includes(targetGroupArn));
}

/** What functions did in the minutes in which requests failed, and a minute around them. */
export interface AtWork {
  /** 502s that the load balancer made in those minutes. */
  readonly failures: number;
  readonly total: (metric: string) => number | undefined;
  readonly most: (metric: string, functionName?: string) => number | undefined;
  /**
   * Share of the failed requests for which a function ran: what it ran more often than there were good answers. Undefined
   * where nobody counted the requests of the target group, or where somebody else invokes the function as well.
   */
  readonly ran: number | undefined;
}

export interface Work {
  readonly functions: readonly LambdaFunction[];
  readonly resourceMetrics: Metrics;
  readonly metrics: Metrics;
  readonly accessLog?: AccessLog | undefined;
}

/** Undefined where the failures, or any metric of these functions, are not known. */
export function atWork({ functions, resourceMetrics, metrics, accessLog }: Work, window: Window): AtWork | undefined {
  const failures = failuresOf(metrics, window, accessLog);
  if (failures === undefined || failures.total === 0) return undefined;
  const names = functions.map(({ name }) => name);
  const ours = resourceMetrics.series.filter(
    ({ namespace, dimensions }) => namespace === 'AWS/Lambda' && names.includes(dimensions.FunctionName ?? ''),
  );
  if (ours.length === 0) return undefined;
  const near = nearMinutes(failures);
  return {
    failures: failures.total,
    total: (metric) => {
      const all = valuesOf(ours, metric, 'Sum', near);
      return all && sum(all);
    },
    most: (metric, name) => {
      const own = name === undefined ? ours : ours.filter(({ dimensions }) => dimensions.FunctionName === name);
      const all = valuesOf(own, metric, 'Maximum', near);
      return all && all.length > 0 ? Math.max(...all) : undefined;
    },
    ran: ranShare(ours, metrics, functions, failures),
  };
}

/** More than this is somebody else's doing. */
const OWN = 1.5;

function ranShare(
  ours: readonly MetricSeries[],
  metrics: Metrics,
  functions: readonly LambdaFunction[],
  { failing, total, periodMs }: Failures,
): number | undefined {
  // The whole stretch: an invocation and its answer may fall into different minutes.
  const first = (failing[0]?.at ?? 0) - periodMs;
  const last = (failing.at(-1)?.at ?? 0) + periodMs;
  const within = (at: number) => at >= first && at <= last;
  const groups = new Set(functions.map(({ targetGroupArn }) => targetGroupArn.split(':').at(-1)));
  const counted = metrics.series.filter(
    ({ dimensions }) => dimensions.AvailabilityZone === undefined && groups.has(dimensions.TargetGroup),
  );
  const requests = valuesOf(counted, 'RequestCount', 'Sum', within);
  const invocations = valuesOf(ours, 'Invocations', 'Sum', within);
  if (requests === undefined || invocations === undefined || sum(requests) === 0) return undefined;
  const share = (sum(invocations) - (sum(requests) - total)) / total;
  return share > OWN ? undefined : share;
}

function valuesOf(
  all: readonly MetricSeries[],
  metric: string,
  stat: string,
  when: (at: number) => boolean,
): readonly number[] | undefined {
  const chosen = all.filter((one) => one.metric === metric && one.stat === stat);
  if (chosen.length === 0) return undefined;
  return chosen.flatMap((series) => [...curveOf(series)].filter(([at]) => when(at)).map(([, value]) => value));
}

/** Lambda counts an invocation when it begins, the load balancer when it answers. */
function nearMinutes({ failing, periodMs }: Failures): (at: number) => boolean {
  const reach = Math.max(MINUTE, periodMs);
  const moments = new Set(failing.flatMap(({ at }) => [at - reach, at, at + reach]));
  return (at) => moments.has(at);
}

/** The load balancer's words for why a function gave no answer; after LambdaUnhandled comes one of its own making. */
export const reasons = {
  invalid: /^LambdaInvalidResponse$/,
  responseTooLarge: /^LambdaResponseTooLarge$/,
  requestTooLarge: /^LambdaRequestTooLarge$/,
  unhandled: /^LambdaUnhandled$/,
  throttling: /^LambdaThrottling$/,
  denied: /^LambdaAccessDenied$/,
  missing: /^LambdaResourceNotFound$/,
  start: /^Lambda(ENI|EC2|KMS|SubnetIP|InvalidSubnet|InvalidSecurityGroup|InvalidZip|InvalidRuntime)/,
  badRequest: /^LambdaBadRequest$/,
  service: /^Lambda(ServiceException|ConnectionError|ConnectionTimeout|UnhandledException)$/,
} as const;

export interface Reasoned {
  readonly count: number;
  readonly of: number;
  readonly reason: string;
}

/** Rows with one of these words, of all rows with a word of Lambda's. */
export function reasoned({ errorReasons }: AccessLog, words: RegExp): Reasoned {
  const ours = errorReasons.filter(({ reason }) => reason.startsWith('Lambda'));
  const fit = ours.filter(({ reason }) => words.test(reason));
  const [top] = [...fit].sort((a, b) => b.count - a.count);
  return {
    count: sum(fit.map(({ count }) => count)),
    of: sum(ours.map(({ count }) => count)),
    reason: top?.reason ?? '-',
  };
}
