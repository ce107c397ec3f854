import type { BalancerSeen } from './balancer.ts';
import type { Fleet } from './fleet.ts';
import type { Dimensions } from './metric-store.ts';
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
  const withGroup = (node: number, TargetGroup: string) =>
    wide(node).map((dimensions): Dimensions => ({ ...dimensions, TargetGroup }));
  const add = (metric: string, to: readonly Dimensions[], at: number, value = 1, keep = false) => {
    for (const dimensions of to) run.metrics.add(NAMESPACE, metric, dimensions, at, value, keep);
  };
  const group = (fleet: Fleet) => fleet.group?.dimension ?? '';
  return {
    row: (row) => {
      run.rows.push(row);
      const all = wide(row.node);
      const TargetGroup = row.targetGroup?.split(':').at(-1) ?? '';
      const both = [...all, ...withGroup(row.node, TargetGroup)];
      if (row.target !== null) {
        add('RequestCount', both, row.at);
        add('RequestCountPerTarget', [{ TargetGroup }, { LoadBalancer, TargetGroup }], row.at);
      }
      for (const metric of codesOf(row)) add(metric, metric.startsWith('HTTPCode_ELB') ? all : both, row.at);
      if (row.status !== null) add('TargetResponseTime', both, row.at, row.wait, true);
      add('ProcessedBytes', all, row.at, row.received + row.sent);
      add('ConsumedLCUs', [{ LoadBalancer }], row.at, 0.000_01);
    },
    refused: (at, fleet, node) => {
      add('TargetConnectionErrorCount', [...wide(node), ...withGroup(node, group(fleet))], at);
    },
    connected: (at, node) => {
      add('NewConnectionCount', wide(node), at);
      add('ActiveConnectionCount', wide(node), at, 2);
    },
    failedOpen: (at, fleet, node) => {
      add('UnhealthyRoutingRequestCount', withGroup(node, group(fleet)), at);
    },
  };
}

/** Counters of a status code exist only in minutes in which there was one. */
function codesOf({ elb, status }: Row): readonly string[] {
  if (status !== null) return [`HTTPCode_Target_${Math.floor(status / 100)}XX_Count`];
  const family = `HTTPCode_ELB_${Math.floor(elb / 100)}XX_Count`;
  return [500, 502, 503, 504].includes(elb) ? [family, `HTTPCode_ELB_${elb}_Count`] : [family];
}

/** Host counts, as every node reports them each half minute. */
export function countHosts(run: Run, fleet: Fleet, until: number): void {
  const { group, app } = fleet;
  if (!group || app.loadBalancer === null) return;
  const LoadBalancer = loadBalancerNames(run.world, app.loadBalancer).dimension;
  const base = { LoadBalancer, TargetGroup: group.dimension };
  const zones = zonesOf(run.world).slice(0, 2);
  const count = () => {
    const now = run.schedule.now;
    // A group without a single target in use reports no hosts.
    const tasks = fleet.registered.filter(({ state }) => state !== 'draining');
    for (const AvailabilityZone of [...zones, undefined]) {
      const here = tasks.filter(({ record }) => AvailabilityZone === undefined || record.zone === AvailabilityZone);
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
