import { accessLogObjects } from './access-log.ts';
import { countHosts, watchBalancer } from './alb-metrics.ts';
import { Balancer } from './balancer.ts';
import { healthyTwin } from './behaviour.ts';
import { Fleet } from './fleet.ts';
import type { History, LogEvent, StoredObject } from './history.ts';
import { ecsArn, stableHex } from './names.ts';
import { loadBalancerRecord, ruleNumber, targetGroupRecord } from './resources.ts';
import { type Run, startRun } from './run.ts';
import type { World } from './spec.ts';
import { startTraffic } from './traffic.ts';
import { recordCall } from './trail.ts';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
/** The world begins this long before the incident window and goes on this long after the present. */
const BEFORE = 20 * MINUTE;
const AFTER = 20 * MINUTE;

/**
 * The whole history of a world around a present, by simulation. Nothing in it is drawn by hand: access log rows, metrics,
 * task records and log lines are what became of the same requests and tasks. The same world and present, the same history.
 */
export function generate(world: World, anchor: number): History {
  const from = anchor - world.minutes * MINUTE - BEFORE;
  const run = startRun(world, anchor, from, 'incident', false);
  const fleets = simulate(run, world, anchor + AFTER);
  addChanges(run);
  const baseline = startRun(world, anchor, anchor - world.minutes * MINUTE - 2 * MINUTE, 'baseline', true);
  const twin = world.baseline === 'same' ? world : healthyWorld(world);
  simulate(baseline, twin, anchor + 2 * MINUTE);
  run.metrics.copyFrom(baseline.metrics, -WEEK);
  const clusters = [...new Set(fleets.map(({ app }) => app.cluster))];
  return {
    account: world.account,
    region: world.region,
    vpc: `vpc-0${stableHex(`${world.account}/vpc`, 16)}`,
    loadBalancers: Object.entries(world.loadBalancers).map(([name, spec]) =>
      loadBalancerRecord(world, anchor, name, spec, fleets),
    ),
    targetGroups: fleets.flatMap((fleet) => targetGroupRecord(world, fleet)),
    clusters: clusters.map((name) => ({ name, arn: ecsArn(world, `cluster/${name}`) })),
    services: fleets.map(({ service }) => ({ ...service, events: [...service.events].sort((a, b) => a.at - b.at) })),
    taskDefinitions: fleets.flatMap(({ definitions }) => definitions),
    metrics: run.metrics,
    logs: sortedLogs(run, fleets),
    buckets: bucketsOf(run),
    trail: [...run.trail].sort((a, b) => a.at - b.at),
  };
}

const healthyWorld = (world: World): World => ({
  ...world,
  apps: Object.fromEntries(Object.entries(world.apps).map(([name, app]) => [name, healthyTwin(app)])),
});

function simulate(run: Run, world: World, until: number): Fleet[] {
  const fleets = Object.values(world.apps).map((app) => new Fleet(run, app));
  const balancers = new Map(
    Object.entries(world.loadBalancers).map(([name, spec]) => [
      name,
      new Balancer(run, name, spec, watchBalancer(run, name)),
    ]),
  );
  for (const fleet of fleets) {
    countHosts(run, fleet, until);
    const balancer = balancers.get(fleet.app.loadBalancer ?? '');
    if (balancer) startTraffic(run, balancer, fleet, ruleNumber(fleets, fleet), until);
  }
  run.schedule.runUntil(until);
  return fleets;
}

function addChanges(run: Run): void {
  for (const { at, request, ...change } of run.world.changes) {
    recordCall(run, { ...change, at: run.anchor + at, request });
  }
}

function sortedLogs(run: Run, fleets: readonly Fleet[]): ReadonlyMap<string, readonly LogEvent[]> {
  const logs = new Map<string, readonly LogEvent[]>();
  for (const { logGroup } of fleets) {
    logs.set(
      logGroup,
      [...(run.logs.get(logGroup) ?? [])].sort((a, b) => a.at - b.at),
    );
  }
  return logs;
}

function bucketsOf(run: Run): ReadonlyMap<string, readonly StoredObject[]> {
  const buckets = new Map<string, StoredObject[]>();
  for (const [name, spec] of Object.entries(run.world.loadBalancers)) {
    if (!spec.accessLogs) continue;
    const rows = run.rows.filter(({ loadBalancer }) => loadBalancer === name);
    const held = buckets.get(spec.accessLogs.bucket) ?? [];
    held.push(...accessLogObjects(run.world, name, spec, rows));
    buckets.set(spec.accessLogs.bucket, held);
  }
  for (const held of buckets.values()) held.sort((a, b) => (a.key < b.key ? -1 : 1));
  return buckets;
}
