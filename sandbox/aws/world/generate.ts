import { accessLogObjects } from './access-log.ts';
import { alarmsOf } from './alarms.ts';
import { countHosts, watchBalancer } from './alb-metrics.ts';
import { Balancer } from './balancer.ts';
import { healthyTwin } from './behaviour.ts';
import { certificatesOf } from './certificates.ts';
import { dataStoreRecord } from './data-store-records.ts';
import { isExternal } from './data-store-spec.ts';
import { healthyStores, openStores, withStoreSettings } from './data-stores.ts';
import { Fleet } from './fleet.ts';
import { detourOf, forwardTrail } from './forwards.ts';
import type { History, LogEvent, StoredObject } from './history.ts';
import type { MetricStore } from './metric-store.ts';
import { ecsArn, loadBalancerNames, stableHex, targetGroupNames } from './names.ts';
import { membersOf, networkOf } from './network.ts';
import { networkLogs, networkObjects } from './network-logs.ts';
import { networkTrail } from './network-trail.ts';
import { type ReleaseRecord, releaseCall, releaseRecord, type Touched } from './release-records.ts';
import { loadBalancerRecord, ruleNumber, targetGroupRecord } from './resources.ts';
import { type Run, startRun } from './run.ts';
import type { World } from './spec.ts';
import { startHousekeeping, startTraffic } from './traffic.ts';
import { recordCall } from './trail.ts';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
const HOUR_LONG = 62 * MINUTE;
/** How many of them lie before the simulated time. */
const HOURS_BEFORE = 6;
/** The world begins this long before the incident window and goes on this long after the present. */
const BEFORE = 15 * MINUTE;
const AFTER = 15 * MINUTE;

/**
 * The whole history of a world around a present, by simulation. Nothing in it is drawn by hand: access log rows, metrics,
 * task records and log lines are what became of the same requests and tasks. The same world and present, the same history.
 */
export function generate(stated: World, anchor: number, after: number = AFTER): History {
  const world = withStoreSettings(stated);
  const vpc = `vpc-0${stableHex(`${world.account}/vpc`, 16)}`;
  const from = anchor - world.minutes * MINUTE - BEFORE;
  const run = startRun(world, anchor, from, 'incident', false);
  const fleets = simulate(run, world, anchor + after);
  const releases = releasesOf(run, fleets);
  addChanges(run);
  const earlier = onFirstCall(() => addEarlierMetrics(run, from));
  const kept = fleets.map(({ platform }) => platform.kept);
  const services = kept.flatMap((each) => each.services ?? []);
  const clusters = [...new Set(services.map(({ cluster }) => cluster))];
  const front = {
    account: world.account,
    region: world.region,
    loadBalancers: Object.entries(world.loadBalancers).map(([name, spec]) =>
      loadBalancerRecord(world, anchor, name, spec, fleets),
    ),
    targetGroups: fleets.flatMap((fleet) => targetGroupRecord(world, fleet)),
  };
  const instances = kept.flatMap((each) => each.instances ?? []);
  const members = membersOf(world, { ...front, services, instances });
  const network = networkOf(world, anchor, members);
  for (const entry of networkTrail(world, anchor, members)) recordCall(run, entry);
  for (const entry of forwardTrail(world, anchor, front.loadBalancers)) recordCall(run, entry);
  return {
    ...front,
    network,
    certificates: certificatesOf(world, anchor),
    vpc,
    clusters: clusters.map((name) => ({ name, arn: ecsArn(world, `cluster/${name}`) })),
    services: services.map((service) => ({ ...service, events: [...service.events].sort((a, b) => a.at - b.at) })),
    taskDefinitions: kept.flatMap((each) => each.taskDefinitions ?? []),
    get metrics() {
      earlier();
      return run.metrics;
    },
    logs: new Map([...sortedLogs(run, fleets), ...networkLogs(run, network)]),
    buckets: bucketsOf(run, networkObjects(run, network)),
    trail: [...run.trail].sort((a, b) => a.at - b.at),
    alarms: alarmsOf(world.alarms, world.target, front),
    instances,
    autoScalingGroups: kept.flatMap((each) => each.autoScalingGroups ?? []),
    functions: kept.flatMap((each) => each.functions ?? []),
    dataStores: Object.entries(world.dataStores)
      .filter(([, spec]) => !isExternal(spec))
      .map(([name, spec]) => dataStoreRecord(world, vpc, anchor, name, spec)),
    releases,
  };
}

/** The hours before the simulated time, and the same hours a week before. */
function addEarlierMetrics(run: Run, from: number): void {
  const { world, anchor } = run;
  const healthy = hourOf(run, 'baseline', healthyWorld(world));
  const usual = hasStandingFault(world) ? hourOf(run, 'usual', calmWorld(world)) : healthy;
  repeat(run, usual, from);
  repeat(run, world.baseline === 'same' ? usual : healthy, anchor + AFTER - WEEK);
}

function onFirstCall(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}

/** Metrics of about an hour without an incident, to be laid before the simulated time and a week back. */
function hourOf(run: Run, name: string, world: World): MetricStore {
  const hour = startRun(run.world, run.anchor, run.anchor - HOUR_LONG, name, true);
  simulate(hour, world, run.anchor);
  return hour.metrics;
}

function repeat(run: Run, hour: MetricStore, until: number): void {
  for (let k = 0; k < HOURS_BEFORE; k++) {
    run.metrics.copyFrom(hour, until - run.anchor - k * HOUR_LONG);
  }
}

const mapApps = (world: World, change: (app: World['apps'][string]) => World['apps'][string]): World => ({
  ...world,
  apps: Object.fromEntries(Object.entries(world.apps).map(([name, app]) => [name, change(app)])),
});

const healthyWorld = (world: World): World => ({
  ...mapApps(world, healthyTwin),
  dataStores: healthyStores(world),
});

/** Settings and leaks stand for longer than the incident; deploys and phases begin with it. */
const calmWorld = (world: World): World =>
  mapApps({ ...world, dataStores: healthyStores(world) }, ({ memoryUse, ...app }) => ({
    ...app,
    deploys: [],
    phases: [],
    ...(memoryUse
      ? { memoryUse: { ...memoryUse, leakPerMinute: memoryUse.from === undefined ? memoryUse.leakPerMinute : 0 } }
      : {}),
  }));

const hasStandingFault = (world: World): boolean =>
  Object.values(world.apps).some((app) => {
    if (app.loadBalancer !== world.target) return false;
    const idle = world.loadBalancers[world.target]?.idleTimeout ?? 0;
    const races = app.keepAlive !== null && app.keepAlive > 0 && app.keepAlive <= idle;
    return races || (app.memoryUse?.leakPerMinute ?? 0) > 0;
  });

function simulate(run: Run, world: World, until: number): Fleet[] {
  const fleets = Object.values(world.apps).map((app) => new Fleet(run, app));
  const balancers = new Map(
    Object.entries(world.loadBalancers).map(([name, spec]) => [
      name,
      new Balancer(run, name, spec, watchBalancer(run, name)),
    ]),
  );
  for (const balancer of balancers.values()) balancer.detour = detourOf(run, fleets);
  for (const fleet of fleets) {
    countHosts(run, fleet, until);
    startHousekeeping(run, fleet, until);
    const balancer = balancers.get(fleet.app.loadBalancer ?? '');
    if (balancer) startTraffic(run, balancer, fleet, ruleNumber(fleets, fleet), until);
  }
  openStores(run, world, until);
  run.schedule.runUntil(until);
  return fleets;
}

/** What the release tools keep, and the calls that began it. */
function releasesOf(run: Run, fleets: readonly Fleet[]): readonly ReleaseRecord[] {
  const { world, anchor } = run;
  return world.releases.map((release) => {
    const touched = fleets.filter(({ app }) => release.apps.some((name) => world.apps[name] === app));
    const record = releaseRecord(world, anchor, release, touched.map(touchedOf));
    recordCall(run, releaseCall(record));
    return record;
  });
}

const touchedOf = ({ app, group, run }: Fleet): Touched => ({
  name: app.service,
  serviceArn: ecsArn(run.world, `service/${app.cluster}/${app.service}`),
  targetGroupArn: group?.arn ?? null,
});

function addChanges(run: Run): void {
  for (const { at, ...change } of run.world.changes) {
    recordCall(run, { ...withArns(run.world, change), at: run.anchor + at });
  }
}

/** `${targetGroup.shop-api}`, `${loadBalancer.shop-alb}`, `${service.shop-prod/api}` stand for their ARNs. */
function withArns<T>(world: World, value: T): T {
  const arns: Readonly<Record<string, (name: string) => string>> = {
    targetGroup: (name) => targetGroupNames(world, name).arn,
    loadBalancer: (name) => loadBalancerNames(world, name).arn,
    service: (name) => ecsArn(world, `service/${name}`),
  };
  const text = JSON.stringify(value).replace(/\$\{(\w+)\.([\w/-]+)\}/g, (all, kind, name) => arns[kind]?.(name) ?? all);
  return JSON.parse(text) as T;
}

function sortedLogs(run: Run, fleets: readonly Fleet[]): ReadonlyMap<string, readonly LogEvent[]> {
  const logs = new Map<string, readonly LogEvent[]>();
  const shipped = fleets.filter(({ app }) => app.platform !== 'ec2' || app.ec2.logs);
  for (const name of new Set([...shipped.map(({ logGroup }) => logGroup), ...run.logs.keys()])) {
    logs.set(
      name,
      [...(run.logs.get(name) ?? [])].sort((a, b) => a.at - b.at),
    );
  }
  return logs;
}

function bucketsOf(
  run: Run,
  more: ReadonlyMap<string, readonly StoredObject[]>,
): ReadonlyMap<string, readonly StoredObject[]> {
  const buckets = new Map<string, StoredObject[]>();
  for (const [name, spec] of Object.entries(run.world.loadBalancers)) {
    if (!spec.accessLogs) continue;
    const rows = run.rows.filter(({ loadBalancer }) => loadBalancer === name);
    const held = buckets.get(spec.accessLogs.bucket) ?? [];
    held.push(...accessLogObjects(run.world, name, spec, rows));
    buckets.set(spec.accessLogs.bucket, held);
  }
  for (const [bucket, objects] of more) buckets.set(bucket, [...(buckets.get(bucket) ?? []), ...objects]);
  for (const held of buckets.values()) held.sort((a, b) => (a.key < b.key ? -1 : 1));
  return buckets;
}
