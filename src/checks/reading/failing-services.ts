import type { AccessLog, EcsService, Metrics } from '../../domain/evidence.ts';
import type { Span } from '../../domain/window.ts';
import { rows502 } from './access-log.ts';
import { byTargetGroup, isWithin } from './metrics.ts';
import { sum } from './statistics.ts';

/** Less than this share of the failures in a group is noise of its own. */
const SHARE = 0.1;

/**
 * The services behind the target groups that fail: what happens to the others is somebody else's story. By the access log,
 * else by what only a failing group counts. Undefined when several could be meant and nothing tells which.
 */
export function failingServices(
  services: readonly EcsService[],
  log: AccessLog | undefined,
  metrics: Metrics | undefined,
  window: Span,
): readonly EcsService[] | undefined {
  const serving = services.filter(({ loadBalancers }) => loadBalancers.length > 0);
  if (serving.length <= 1) return serving;
  const groups = failingGroups(log, metrics, window);
  if (groups === undefined) return undefined;
  const failing = serving.filter(({ loadBalancers }) =>
    loadBalancers.some(({ targetGroupArn }) => groups.some((group) => targetGroupArn.endsWith(group))),
  );
  return failing.length > 0 ? failing : undefined;
}

/** Ends of the ARNs of the target groups that fail; undefined when nothing tells which. */
export function failingGroups(
  log: AccessLog | undefined,
  metrics: Metrics | undefined,
  window: Span,
): readonly string[] | undefined {
  return groupsByLog(log) ?? (metrics && groupsByMetrics(metrics, window));
}

function groupsByLog(log: AccessLog | undefined): readonly string[] | undefined {
  if (log === undefined) return undefined;
  const all = sum(log.byTargetGroup.map(rows502));
  const named = log.byTargetGroup.filter((one) => one.key !== '-' && all > 0 && rows502(one) >= SHARE * all);
  return named.length > 0 ? named.map(({ key }) => key) : undefined;
}

/** Ends of the ARNs (`targetgroup/shop-api/73e2…`) of the groups with errors of their own. */
function groupsByMetrics(metrics: Metrics, window: Span): readonly string[] | undefined {
  const periodMs = metrics.periodSeconds * 1000;
  for (const [metric, stat] of [
    ['TargetConnectionErrorCount', 'Sum'],
    ['HTTPCode_Target_5XX_Count', 'Sum'],
    ['UnHealthyHostCount', 'Minimum'],
  ] as const) {
    const counted = byTargetGroup(metrics, metric, stat).map(({ dimensions, points }) => ({
      group: dimensions.TargetGroup ?? '-',
      count: sum(points.filter(({ at }) => isWithin(window, Date.parse(at), periodMs)).map(({ value }) => value)),
    }));
    const all = sum(counted.map(({ count }) => count));
    if (all > 0) return counted.filter(({ count }) => count >= SHARE * all).map(({ group }) => group);
  }
  return undefined;
}
