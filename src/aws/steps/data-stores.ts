import type { CacheCluster, ReplicationGroup } from '@aws-sdk/client-elasticache';
import type { DBCluster, DBInstance, DBProxy } from '@aws-sdk/client-rds';
import type { DataStore } from '../../domain/evidence.ts';
import { type Lost, lostOf } from '../failure.ts';
import { isoOrNull, orNull } from '../translate.ts';
import type { Step, Trip } from '../trip.ts';
import { cacheClustersStep, cacheEventsStep, cacheGroupsStep, cacheSubnetsStep } from './elasticache.ts';
import { maxConnectionsOf } from './max-connections.ts';
import { vpcsStep } from './named-hosts.ts';
import {
  type ConnectionSettings,
  connectionSettingsStep,
  isNear,
  rdsClustersStep,
  rdsEventsStep,
  rdsInstancesStep,
  rdsProxiesStep,
} from './rds.ts';

const storeLimit = 60;

/** A store before it is known whether somebody names it. */
export interface Found extends Omit<DataStore, 'onPath' | 'events'> {
  /** Ids under which events and metrics speak of it. */
  readonly members: readonly string[];
  /** The secret that RDS keeps for it. */
  readonly secretArn: string | null;
}

type StoreEvent = DataStore['events'][number] & { readonly of: string };

/** Databases and caches of the VPC. Needs no knowledge of who uses them, so it goes out with the first calls. */
export const storesNearStep: Step<readonly Found[]> = {
  id: 'step:stores-near',
  actions: [],
  needs: [
    vpcsStep,
    rdsInstancesStep,
    rdsClustersStep,
    rdsProxiesStep,
    connectionSettingsStep,
    cacheGroupsStep,
    cacheClustersStep,
    cacheSubnetsStep,
  ],
  async take(trip) {
    const [vpcs, instances, clusters, proxies, settings, groups, caches, subnets] = await Promise.all([
      orEmpty(trip, vpcsStep, new Set<string>()),
      orNone(trip, rdsInstancesStep),
      orNone(trip, rdsClustersStep),
      orNone(trip, rdsProxiesStep),
      orEmpty(trip, connectionSettingsStep, new Map() as ConnectionSettings),
      orNone(trip, cacheGroupsStep),
      orNone(trip, cacheClustersStep),
      orNone(trip, cacheSubnetsStep),
    ]);
    const vpcOf = new Map(subnets.map(({ CacheSubnetGroupName = '', VpcId }) => [CacheSubnetGroupName, VpcId]));
    const near = instances.filter(({ DBSubnetGroup }) => isNear(DBSubnetGroup?.VpcId, vpcs));
    const nearCaches = caches.filter(({ CacheSubnetGroupName = '' }) => isNear(vpcOf.get(CacheSubnetGroupName), vpcs));
    const found = [
      ...near.map((instance) => ofInstance(instance, clusters, settings)),
      ...clusters
        .filter(({ DBClusterIdentifier: id }) => near.some((one) => one.DBClusterIdentifier === id))
        .map((cluster) => ofCluster(cluster)),
      ...proxies.filter(({ VpcId }) => isNear(VpcId, vpcs)).map((proxy) => ofProxy(proxy)),
      ...cachesOf(groups, nearCaches),
    ];
    if (found.length > storeLimit) trip.lose(capped(found.length));
    return found.slice(0, storeLimit);
  },
};

/** Of RDS and ElastiCache, oldest first. */
export const storeEventsStep: Step<readonly StoreEvent[]> = {
  id: 'step:store-events',
  actions: [],
  needs: [rdsEventsStep, cacheEventsStep],
  async take(trip) {
    const [rds, cache] = await Promise.all([orNone(trip, rdsEventsStep), orNone(trip, cacheEventsStep)]);
    const all = [
      ...rds.map(({ Date: when, SourceIdentifier: of, Message, EventCategories: categories = [] }) => ({
        at: isoOrNull(when),
        of: of ?? '',
        message: Message ?? '',
        categories,
      })),
      ...cache.map(({ Date: when, SourceIdentifier: of, Message }) => ({
        at: isoOrNull(when),
        of: of ?? '',
        message: Message ?? '',
        categories: [],
      })),
    ];
    return all
      .flatMap(({ at, ...event }) => (at === null ? [] : [{ at, ...event }]))
      .sort((a, b) => a.at.localeCompare(b.at));
  },
};

function orNone<T>(trip: Trip, step: Step<readonly T[]>): Promise<readonly T[]> {
  return orEmpty(trip, step, []);
}

/** One service that cannot be read must not take the others with it. */
function orEmpty<T>(trip: Trip, step: Step<T>, empty: T): Promise<T> {
  return trip.get(step).catch((error: unknown) => {
    trip.lose(...lostOf(error));
    return empty;
  });
}

function ofInstance(raw: DBInstance, clusters: readonly DBCluster[], settings: ConnectionSettings): Found {
  const id = raw.DBInstanceIdentifier ?? '';
  const engine = orNull(raw.Engine);
  const dbClass = orNull(raw.DBInstanceClass);
  const cluster = clusters.find(({ DBClusterIdentifier }) => DBClusterIdentifier === raw.DBClusterIdentifier);
  const keys = [
    ...(raw.DBParameterGroups ?? []).map(({ DBParameterGroupName }) => `instance:${DBParameterGroupName}`),
    `cluster:${cluster?.DBClusterParameterGroup}`,
  ];
  const setting = keys.map((key) => settings.get(key)?.ParameterValue).find((value) => value !== undefined);
  const host = raw.Endpoint?.Address;
  return {
    kind: 'rds-instance',
    id,
    arn: orNull(raw.DBInstanceArn),
    engine,
    version: orNull(raw.EngineVersion),
    class: dbClass,
    status: orNull(raw.DBInstanceStatus),
    endpoints: host === undefined ? [] : [{ host, port: orNull(raw.Endpoint?.Port) }],
    multiAz: orNull(raw.MultiAZ),
    zone: orNull(raw.AvailabilityZone),
    allocatedGb: orNull(raw.AllocatedStorage),
    maxConnections: maxConnectionsOf(engine, dbClass, setting),
    members: [id],
    secretArn: orNull(raw.MasterUserSecret?.SecretArn),
  };
}

function ofCluster(raw: DBCluster): Found {
  const id = raw.DBClusterIdentifier ?? '';
  const hosts = [raw.Endpoint, raw.ReaderEndpoint, ...(raw.CustomEndpoints ?? [])].filter((one) => one !== undefined);
  return {
    kind: 'rds-cluster',
    id,
    arn: orNull(raw.DBClusterArn),
    engine: orNull(raw.Engine),
    version: orNull(raw.EngineVersion),
    class: orNull(raw.DBClusterInstanceClass),
    status: orNull(raw.Status),
    endpoints: hosts.map((host) => ({ host, port: orNull(raw.Port) })),
    multiAz: orNull(raw.MultiAZ),
    zone: null,
    allocatedGb: orNull(raw.AllocatedStorage),
    // Each member has its own.
    maxConnections: null,
    members: [id, ...(raw.DBClusterMembers ?? []).flatMap(({ DBInstanceIdentifier: of }) => of ?? [])],
    secretArn: orNull(raw.MasterUserSecret?.SecretArn),
  };
}

function ofProxy(raw: DBProxy): Found {
  const id = raw.DBProxyName ?? '';
  return {
    kind: 'rds-proxy',
    id,
    arn: orNull(raw.DBProxyArn),
    engine: orNull(raw.EngineFamily)?.toLowerCase() ?? null,
    version: null,
    class: null,
    status: orNull(raw.Status),
    endpoints: raw.Endpoint === undefined ? [] : [{ host: raw.Endpoint, port: null }],
    multiAz: null,
    zone: null,
    allocatedGb: null,
    maxConnections: null,
    members: [id],
    secretArn: null,
  };
}

/** Groups, then the caches that belong to none. */
function cachesOf(groups: readonly ReplicationGroup[], caches: readonly CacheCluster[]): readonly Found[] {
  const grouped = groups.flatMap((group) => {
    const nodes = caches.filter(({ ReplicationGroupId }) => ReplicationGroupId === group.ReplicationGroupId);
    // With nodes known and none of them here, the group lies elsewhere.
    const known = group.MemberClusters ?? [];
    return nodes.length === 0 && caches.some(({ CacheClusterId = '' }) => !known.includes(CacheClusterId))
      ? []
      : [ofGroup(group, nodes)];
  });
  const alone = caches.filter(({ ReplicationGroupId }) => ReplicationGroupId === undefined);
  return [...grouped, ...alone.map(ofCache)];
}

type CacheEndpoint = { readonly Address?: string | undefined; readonly Port?: number | undefined } | undefined;

function endpointsOf(all: readonly CacheEndpoint[]): DataStore['endpoints'] {
  return all.flatMap((one) => (one?.Address === undefined ? [] : [{ host: one.Address, port: orNull(one.Port) }]));
}

function ofGroup(raw: ReplicationGroup, nodes: readonly CacheCluster[]): Found {
  const id = raw.ReplicationGroupId ?? '';
  const shards = raw.NodeGroups ?? [];
  return {
    kind: 'elasticache',
    id,
    arn: orNull(raw.ARN),
    engine: orNull(raw.Engine ?? nodes[0]?.Engine),
    version: orNull(nodes[0]?.EngineVersion),
    class: orNull(raw.CacheNodeType),
    status: orNull(raw.Status),
    endpoints: endpointsOf([
      raw.ConfigurationEndpoint,
      ...shards.flatMap(({ PrimaryEndpoint, ReaderEndpoint, NodeGroupMembers = [] }) => [
        PrimaryEndpoint,
        ReaderEndpoint,
        ...NodeGroupMembers.map((member) => member.ReadEndpoint),
      ]),
    ]),
    multiAz: raw.MultiAZ === undefined ? null : raw.MultiAZ === 'enabled',
    zone: null,
    allocatedGb: null,
    maxConnections: null,
    members: [id, ...(raw.MemberClusters ?? [])],
    secretArn: null,
  };
}

function ofCache(raw: CacheCluster): Found {
  const id = raw.CacheClusterId ?? '';
  return {
    kind: 'elasticache',
    id,
    arn: orNull(raw.ARN),
    engine: orNull(raw.Engine),
    version: orNull(raw.EngineVersion),
    class: orNull(raw.CacheNodeType),
    status: orNull(raw.CacheClusterStatus),
    endpoints: endpointsOf([raw.ConfigurationEndpoint, ...(raw.CacheNodes ?? []).map(({ Endpoint }) => Endpoint)]),
    multiAz: null,
    zone: orNull(raw.PreferredAvailabilityZone),
    allocatedGb: null,
    maxConnections: null,
    members: [id],
    secretArn: null,
  };
}

function capped(count: number): Lost {
  return { reason: 'cut-off', action: null, detail: `${count} databases and caches, looked at ${storeLimit}` };
}
