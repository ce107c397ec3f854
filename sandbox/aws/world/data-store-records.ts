import { type DataStore, isAurora, isCache, isExternal, isPostgres, type StorePhase } from './data-store-spec.ts';
import { stableHex, zonesOf } from './names.ts';
import type { World } from './spec.ts';

const SECOND = 1_000;

/** A database or cache as RDS and ElastiCache know it. Times are epoch ms. */
export interface DataStoreRecord {
  readonly name: string;
  readonly service: 'rds' | 'elasticache';
  readonly spec: DataStore;
  readonly arn: string;
  readonly class: string;
  readonly version: string;
  readonly host: string;
  readonly readerHost: string;
  readonly address: string;
  readonly port: number;
  readonly vpc: string;
  readonly zone: string;
  readonly parameterGroup: string;
  /** Instances or nodes. */
  readonly members: readonly { readonly id: string; readonly host: string; readonly zone: string }[];
  /** In time order; `available` before the first. */
  readonly states: readonly { readonly at: number; readonly status: string }[];
  readonly events: readonly StoreEventRecord[];
}

export interface StoreEventRecord {
  readonly at: number;
  readonly of: string;
  readonly type: 'db-instance' | 'db-cluster' | 'replication-group' | 'cache-cluster';
  readonly message: string;
  readonly categories: readonly string[];
}

const ports = { postgres: 5432, mysql: 3306, mariadb: 3306, redis: 6379, valkey: 6379, memcached: 11211 } as const;
const versions: Readonly<Record<string, string>> = {
  postgres: '16.4',
  mysql: '8.0.39',
  mariadb: '10.11.8',
  'aurora-postgresql': '16.4',
  'aurora-mysql': '8.0.mysql_aurora.3.08.0',
  redis: '7.1.0',
  valkey: '8.0.1',
  memcached: '1.6.22',
};

export function portOf(store: DataStore): number {
  if (isExternal(store)) return 443;
  if (isAurora(store)) return isPostgres(store) ? 5432 : 3306;
  return ports[store.engine as keyof typeof ports] ?? 5432;
}

export const addressOf = (name: string) =>
  `10.0.${40 + (Number.parseInt(stableHex(`db/${name}`, 2), 16) % 8)}.${10 + (Number.parseInt(stableHex(`db2/${name}`, 2), 16) % 200)}`;

/** `shop-db.c9aktxqemyq1.us-east-1.rds.amazonaws.com` */
export function hostOf(world: World, name: string, store: DataStore, kind: 'writer' | 'reader' = 'writer'): string {
  const { region, account } = world;
  if (store.host !== undefined) return store.host;
  const id = stableHex(`${account}/${region}/stores`, 12);
  if (isCache(store)) {
    const short = `${region
      .split('-')
      .map((part) => part.slice(0, part === 'us' || part === 'eu' || part === 'ap' ? 2 : 1))
      .join('')}`;
    const role = kind === 'writer' ? 'ng.0001' : 'ro.ng.0001';
    return store.engine === 'memcached'
      ? `${name}.${id.slice(0, 6)}.cfg.${short}.cache.amazonaws.com`
      : `${name}.${id.slice(0, 6)}.${role}.${short}.cache.amazonaws.com`;
  }
  if (!isAurora(store)) return `${name}.c${id}.${region}.rds.amazonaws.com`;
  return `${name}.cluster-${kind === 'reader' ? 'ro-' : ''}c${id}.${region}.rds.amazonaws.com`;
}

export function dataStoreRecord(
  world: World,
  vpc: string,
  anchor: number,
  name: string,
  spec: DataStore,
): DataStoreRecord {
  const { account, region } = world;
  const cache = isCache(spec);
  const [zone = '', second = ''] = zonesOf(world);
  const type = isAurora(spec) ? 'cluster' : 'db';
  const ids = memberIds(name, spec);
  const members = ids.map((id, at) => ({
    id,
    host:
      cache || isAurora(spec)
        ? `${id}.c${stableHex(`${account}/${region}/stores`, 12)}.${region}.${cache ? 'cache' : 'rds'}.amazonaws.com`
        : hostOf(world, name, spec),
    zone: at === 0 ? zone : second,
  }));
  return {
    name,
    service: cache ? 'elasticache' : 'rds',
    spec,
    arn: cache
      ? `arn:aws:elasticache:${region}:${account}:replicationgroup:${name}`
      : `arn:aws:rds:${region}:${account}:${type}:${name}`,
    class: spec.class ?? (cache ? 'cache.t4g.medium' : 'db.m6g.large'),
    version: spec.version ?? versions[spec.engine] ?? '1',
    host: hostOf(world, name, spec),
    readerHost: hostOf(world, name, spec, 'reader'),
    address: addressOf(name),
    port: portOf(spec),
    vpc: spec.elsewhere ? `vpc-0${stableHex(`${account}/other-vpc`, 16)}` : vpc,
    zone,
    parameterGroup: spec.maxConnections === undefined ? defaultGroup(spec) : `${name}-params`,
    members,
    states: spec.phases.flatMap((phase) => statesOf(phase, anchor, spec)).sort((a, b) => a.at - b.at),
    events: spec.phases.flatMap((phase) => eventsOf(phase, anchor, name, spec, ids)).sort((a, b) => a.at - b.at),
  };
}

const defaultGroup = (spec: DataStore) => `default.${spec.engine}${(versions[spec.engine] ?? '').split('.')[0]}`;

function memberIds(name: string, spec: DataStore): readonly string[] {
  if (isCache(spec))
    return spec.engine === 'memcached' ? [name] : [`${name}-001`, ...(spec.multiAz ? [`${name}-002`] : [])];
  if (!isAurora(spec)) return [name];
  return [`${name}-1`, ...(spec.multiAz ? [`${name}-2`] : [])];
}

/** As the console shows it while it lasts. */
function statesOf({ state, at, until }: StorePhase, anchor: number, spec: DataStore) {
  if (state === undefined) return [];
  const during = {
    failover: isAurora(spec) ? 'failing-over' : 'rebooting',
    reboot: isCache(spec) ? 'rebooting cluster nodes' : 'rebooting',
    stopped: 'stopped',
    full: 'storage-full',
  }[state];
  // The service notices a little later than those who use it.
  const seen = anchor + at + 8 * SECOND;
  const status = isCache(spec) && state === 'failover' ? 'modifying' : during;
  return [
    { at: seen, status },
    ...(until === undefined ? [] : [{ at: anchor + until + 5 * SECOND, status: 'available' }]),
  ];
}

type Words = readonly (readonly [after: number | 'end', message: string, categories: readonly string[]])[];

function eventsOf(
  { state, at, until }: StorePhase,
  anchor: number,
  name: string,
  spec: DataStore,
  members: readonly string[],
): readonly StoreEventRecord[] {
  if (state === undefined) return [];
  const type = eventType(spec);
  return wordsOf(state, spec, members).flatMap(([after, message, categories]) => {
    if (after === 'end' && until === undefined) return [];
    const when = after === 'end' ? anchor + (until ?? 0) + 4 * SECOND : anchor + at + after * SECOND;
    return [{ at: when, of: name, type, message, categories }];
  });
}

function eventType(spec: DataStore): StoreEventRecord['type'] {
  if (isCache(spec)) return spec.engine === 'memcached' ? 'cache-cluster' : 'replication-group';
  return isAurora(spec) ? 'db-cluster' : 'db-instance';
}

/** The texts of the RDS and ElastiCache user guides' event tables. */
function wordsOf(state: NonNullable<StorePhase['state']>, spec: DataStore, members: readonly string[]): Words {
  const [first = '', second = ''] = members;
  if (isCache(spec)) return cacheWords(state, first, second);
  if (isAurora(spec) && state === 'failover')
    return [
      [6, `Started cross AZ failover to DB instance: ${second || first}`, ['failover']],
      ['end', `Completed failover to DB instance: ${second || first}`, ['failover']],
    ];
  const words: Record<typeof state, Words> = {
    failover: [
      [9, 'Multi-AZ instance failover started.', ['failover']],
      [41, 'DB instance restarted', ['availability']],
      ['end', 'Multi-AZ instance failover completed', ['failover', 'notification']],
    ],
    reboot: [
      [3, 'DB instance shutdown', ['availability']],
      ['end', 'DB instance restarted', ['availability']],
    ],
    stopped: [
      [12, 'DB instance stopped', ['notification']],
      ['end', 'DB instance started', ['notification']],
    ],
    full: [
      [20, 'The free storage capacity for DB Instance is low at 0% of the provisioned storage', ['low storage']],
      [70, 'Database instance has run out of allocated storage and was put into storage-full state.', ['failure']],
    ],
  };
  return words[state];
}

function cacheWords(state: NonNullable<StorePhase['state']>, first: string, second: string): Words {
  if (state === 'failover')
    return [
      [14, 'Recovering cache nodes 0001', []],
      ['end', `Failover from master node ${first} to replica node ${second || first} completed`, []],
    ];
  return [
    [4, 'Cache node 0001 restarted', []],
    ['end', 'Finished recovery for cache nodes 0001', []],
  ];
}
