import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import type { DataStoreRecord, StoreEventRecord } from '../world/data-store-records.ts';
import { isAurora } from '../world/data-store-spec.ts';
import { type Context, here, type Operations, present, text, whole } from './context.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

export const storesOf = (context: Context, service: DataStoreRecord['service']): readonly DataStoreRecord[] =>
  here(context) ? (context.history.dataStores ?? []).filter((store) => store.service === service) : [];

export const statusOf = (store: DataStoreRecord, now: number): string =>
  store.states.findLast(({ at }) => at <= now)?.status ?? 'available';

/** RDS says 404 of what it does not know. */
const missing = (code: string, what: string) => new AwsError(code, `${what} not found.`, 404);

export const rds: Operations = {
  DescribeDBInstances: (input, context) => {
    const all = storesOf(context, 'rds').flatMap((store) =>
      store.members.map((member, at) => instanceShape(store, member, at, context)),
    );
    const wanted = text(input.DBInstanceIdentifier);
    const found = all.filter(({ DBInstanceIdentifier: id }) => wanted === undefined || id === wanted);
    if (wanted !== undefined && found.length === 0) throw missing('DBInstanceNotFound', `DBInstance ${wanted}`);
    const page = pageOf(found, context.pageSize, text(input.Marker), 'db-instances');
    return present({ DBInstances: page.items, Marker: page.next });
  },
  DescribeDBClusters: (input, context) => {
    const all = storesOf(context, 'rds').filter(({ spec }) => isAurora(spec));
    const wanted = text(input.DBClusterIdentifier);
    const found = all.filter(({ name }) => wanted === undefined || name === wanted);
    if (wanted !== undefined && found.length === 0) throw missing('DBClusterNotFoundFault', `DBCluster ${wanted}`);
    const page = pageOf(found, context.pageSize, text(input.Marker), 'db-clusters');
    return present({ DBClusters: page.items.map((store) => clusterShape(store, context)), Marker: page.next });
  },
  DescribeDBProxies: () => ({ DBProxies: [] }),
  DescribeEvents: (input, context) => {
    const events = eventsOf(storesOf(context, 'rds'), input, context);
    const page = pageOf(events, Math.max(20, context.pageSize), text(input.Marker), 'rds-events');
    return present({
      Events: page.items.map((event) => ({
        SourceIdentifier: event.of,
        SourceType: event.type,
        Message: event.message,
        EventCategories: event.categories,
        Date: new Date(event.at),
      })),
      Marker: page.next,
    });
  },
  DescribeDBParameters: (input, context) => parameters(context, text(input.DBParameterGroupName), text(input.Source)),
  DescribeDBClusterParameters: (input, context) =>
    parameters(context, text(input.DBClusterParameterGroupName), text(input.Source)),
};

/** An hour back unless asked otherwise, as at AWS. */
export function eventsOf(
  stores: readonly DataStoreRecord[],
  input: Shape,
  { now }: Context,
): readonly StoreEventRecord[] {
  const from = (input.StartTime as Date | undefined)?.getTime() ?? now - whole(input.Duration, 60) * 60_000;
  const to = (input.EndTime as Date | undefined)?.getTime() ?? now;
  if (now - from > 14 * DAY + HOUR)
    throw new AwsError('InvalidParameterCombination', 'Cannot list events older than 14 days.');
  return stores
    .flatMap(({ events }) => events)
    .filter(({ at }) => at >= from && at <= Math.min(to, now))
    .filter(({ of }) => text(input.SourceIdentifier) === undefined || of === input.SourceIdentifier)
    .filter(({ type }) => text(input.SourceType) === undefined || type === input.SourceType)
    .sort((a, b) => a.at - b.at);
}

function instanceShape(
  store: DataStoreRecord,
  member: DataStoreRecord['members'][number],
  at: number,
  context: Context,
): Shape {
  const { account, region } = context.history;
  const cluster = isAurora(store.spec);
  return present({
    DBInstanceIdentifier: member.id,
    DBInstanceArn: `arn:aws:rds:${region}:${account}:db:${member.id}`,
    DBInstanceClass: store.class,
    Engine: store.spec.engine,
    EngineVersion: store.version,
    DBInstanceStatus: statusOf(store, context.now),
    MasterUsername: 'app',
    Endpoint: { Address: member.host, Port: store.port, HostedZoneId: 'Z2R2ITUGPM61AM' },
    AllocatedStorage: cluster ? 1 : store.spec.storage,
    AvailabilityZone: member.zone,
    MultiAZ: cluster ? false : store.spec.multiAz,
    PubliclyAccessible: false,
    DBClusterIdentifier: cluster ? store.name : undefined,
    PromotionTier: cluster ? at : undefined,
    DBSubnetGroup: { DBSubnetGroupName: 'data', VpcId: store.vpc, SubnetGroupStatus: 'Complete' },
    DBParameterGroups: [
      {
        DBParameterGroupName: cluster ? `default.${store.spec.engine}` : store.parameterGroup,
        ParameterApplyStatus: 'in-sync',
      },
    ],
    VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-0d47a5e0c1b2a3d4e', Status: 'active' }],
    StorageType: cluster ? 'aurora' : 'gp3',
    DeletionProtection: true,
  });
}

function clusterShape(store: DataStoreRecord, context: Context): Shape {
  const status = statusOf(store, context.now);
  return present({
    DBClusterIdentifier: store.name,
    DBClusterArn: store.arn,
    Engine: store.spec.engine,
    EngineVersion: store.version,
    Status: status,
    Endpoint: store.host,
    ReaderEndpoint: store.readerHost,
    Port: store.port,
    MultiAZ: store.members.length > 1,
    DBClusterParameterGroup: store.parameterGroup,
    DBSubnetGroup: 'data',
    DBClusterMembers: store.members.map(({ id }, at) => ({
      DBInstanceIdentifier: id,
      IsClusterWriter: at === 0,
      DBClusterParameterGroupStatus: 'in-sync',
      PromotionTier: at,
    })),
  });
}

function parameters(context: Context, group: string | undefined, source: string | undefined): Shape {
  const store = storesOf(context, 'rds').find(({ parameterGroup }) => parameterGroup === group);
  if (!store && !group?.startsWith('default.')) throw missing('DBParameterGroupNotFound', `DBParameterGroup ${group}`);
  const set = store?.spec.maxConnections;
  const own = { ParameterName: 'max_connections', ApplyType: 'dynamic', DataType: 'integer', IsModifiable: true };
  if (set !== undefined) return { Parameters: [{ ...own, ParameterValue: String(set), Source: 'user' }] };
  if (source === 'user') return { Parameters: [] };
  return { Parameters: [{ ...own, ParameterValue: 'LEAST({DBInstanceClassMemory/9531392},5000)', Source: 'system' }] };
}
