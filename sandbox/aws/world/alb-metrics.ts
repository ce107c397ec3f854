import type { BalancerSeen } from './balancer.ts';
import type { Fleet } from './fleet.ts';
import { type Dimensions, report, type Series } from './metric-store.ts';
import { loadBalancerNames, zonesOf } from './names.ts';
import type { Row, Run } from './run.ts';

const NAMESPACE = 'AWS/ApplicationELB';
const HALF_MINUTE = 30_000;

/** Turns what one load balancer saw into rows and into metrics: both come from the same requests. */
export function watchBalancer(run: Run, name: string): BalancerSeen {
  const LoadBalancer = loadBalancerNames(run.world, name).dimension;
  const wide = (node: number): Dimensions[] => [
    { LoadBalancer },
    { LoadBalancer, AvailabilityZone: zonesOf(run.world)[node] ?? '' },
  ];
  const narrow = (node: number, TargetGroup: string) =>
    wide(node).map((dimensions): Dimensions => ({ ...dimensions, TargetGroup }));
  // Looking a series up by its dimensions costs more than counting; each set is looked up once.
  const open = new Map<string, Map<string, (readonly Series[])[]>>();
  const seriesOf = (metric: string, node: number, group: string, sets: (n: number, g: string) => Dimensions[]) => {
    const byGroup = open.get(metric) ?? new Map<string, (readonly Series[])[]>();
    const byNode = byGroup.get(group) ?? [];
    const known = byNode[node];
    if (known) return known;
    const found = sets(node, group).map((dimensions) => run.metrics.open(NAMESPACE, metric, dimensions));
    byNode[node] = found;
    byGroup.set(group, byNode);
    open.set(metric, byGroup);
    return found;
  };
  const add = (to: readonly Series[], at: number, value = 1, keep = false) => {
    // Single values are kept for percentiles of the whole; nobody asks them by zone.
    for (const series of to) report(series, at, value, keep && !('AvailabilityZone' in series.dimensions));
  };
  const both = (node: number, group: string) => [...wide(node), ...narrow(node, group)];
  // What the load balancer made itself has no target group.
  const setsOf = (metric: string) => (metric.startsWith('HTTPCode_ELB') ? wide : both);
  const perTarget = (_node: number, TargetGroup: string) => [{ TargetGroup }, { LoadBalancer, TargetGroup }];
  const count = (row: Row, to: string) => {
    const { node, at } = row;
    for (const metric of chosenOf(row)) add(seriesOf(metric, node, to, both), at);
    for (const metric of singlyOf(row)) add(seriesOf(metric, 0, to, perTarget), at);
    for (const metric of codesOf(row)) add(seriesOf(metric, node, to, setsOf(metric)), at);
  };
  const group = (fleet: Fleet) => fleet.group?.dimension ?? '';
  return {
    row: (row) => {
      if (!run.metricsOnly) run.rows.push(row);
      const { node, at } = row;
      const to = row.targetGroup === null ? '' : dimensionOf(row.targetGroup);
      count(row, to);
      if (row.status !== null) add(seriesOf('TargetResponseTime', node, to, both), at, row.wait, true);
      add(seriesOf('ProcessedBytes', node, '', wide), at, row.received + row.sent);
    },
    refused: (at, fleet, node) => add(seriesOf('TargetConnectionErrorCount', node, group(fleet), both), at),
    noHandshake: (at, fleet, node) => add(seriesOf('TargetTLSNegotiationErrorCount', node, group(fleet), both), at),
    connected: (at, node) => {
      add(seriesOf('NewConnectionCount', node, '', wide), at);
      add(seriesOf('ActiveConnectionCount', node, '', wide), at, 2);
    },
    turnedAway: (at, node) => {
      add(seriesOf('ClientTLSNegotiationErrorCount', node, '', wide), at);
      if (!run.metricsOnly) run.turnedAway.push({ at, node, loadBalancer: name });
    },
    failedOpen: (at, fleet, node) => add(seriesOf('UnhealthyRoutingRequestCount', node, group(fleet), narrow), at),
  };
}

const dimensionOf = (arn: string) => arn.slice(arn.lastIndexOf(':') + 1);

/** A request counts when a target was chosen for it. */
const chosenOf = ({ target, toFunction }: Row): readonly string[] =>
  target !== null || toFunction ? ['RequestCount'] : [];

/** Without a zone: the share of one target, and what a function is blamed for. */
function singlyOf({ target, reason }: Row): readonly string[] {
  if (target !== null) return ['RequestCountPerTarget'];
  return reason === undefined ? [] : [blameOf(reason)];
}

/** Whose fault it was that a function gave no answer. */
const blameOf = (reason: string): string =>
  /^Lambda(Service|Connection|UnhandledException|EC2)/.test(reason) ? 'LambdaInternalError' : 'LambdaUserError';

/** Counters of a status code exist only in minutes in which there was one. */
function codesOf({ elb, status }: Row): readonly string[] {
  if (status !== null) return [`HTTPCode_Target_${Math.floor(status / 100)}XX_Count`];
  const family = `HTTPCode_ELB_${Math.floor(elb / 100)}XX_Count`;
  return [500, 502, 503, 504].includes(elb) ? [family, `HTTPCode_ELB_${elb}_Count`] : [family];
}

/** Host counts, as every node reports them each half minute. */
export function countHosts(run: Run, fleet: Fleet, until: number): void {
  const { group, app } = fleet;
  if (!group || app.loadBalancer === null || fleet.platform.targetType === 'lambda') return;
  const LoadBalancer = loadBalancerNames(run.world, app.loadBalancer).dimension;
  const base = { LoadBalancer, TargetGroup: group.dimension };
  const zones = zonesOf(run.world).slice(0, 2);
  const count = () => {
    const now = run.schedule.now;
    // A group without a single target in use reports no hosts.
    const tasks = fleet.registered.filter(({ state }) => state !== 'draining');
    for (const AvailabilityZone of [...zones, undefined]) {
      const here = tasks.filter(({ zone }) => AvailabilityZone === undefined || zone === AvailabilityZone);
      const dimensions = AvailabilityZone === undefined ? base : { ...base, AvailabilityZone };
      run.metrics.add(
        NAMESPACE,
        'HealthyHostCount',
        dimensions,
        now,
        here.filter(({ state }) => state === 'healthy').length,
      );
      run.metrics.add(
        NAMESPACE,
        'UnHealthyHostCount',
        dimensions,
        now,
        here.filter(({ state }) => state === 'unhealthy').length,
      );
    }
    const routable = tasks.some(({ state }) => state === 'healthy') ? 1 : 0;
    run.metrics.add(NAMESPACE, 'HealthyStateRouting', base, now, routable);
    run.metrics.add(NAMESPACE, 'UnhealthyStateRouting', base, now, 1 - routable);
    if (now + HALF_MINUTE < until) run.schedule.at(now + HALF_MINUTE, count);
  };
  run.schedule.at(run.schedule.now + 5_000, count);
}
