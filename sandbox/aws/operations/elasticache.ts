import { pageOf } from '../paging.ts';
import type { Shape } from '../protocol/schema.ts';
import type { DataStoreRecord } from '../world/data-store-records.ts';
import { type Context, type Operations, present, text } from './context.ts';
import { eventsOf, statusOf, storesOf } from './rds.ts';

const isGroup = ({ spec }: DataStoreRecord) => spec.engine !== 'memcached';

export const elasticache: Operations = {
  DescribeReplicationGroups: (input, context) => {
    const groups = storesOf(context, 'elasticache').filter(isGroup);
    const page = pageOf(groups, context.pageSize, text(input.Marker), 'cache-groups');
    return present({ ReplicationGroups: page.items.map((store) => groupShape(store, context)), Marker: page.next });
  },
  DescribeCacheClusters: (input, context) => {
    const nodes = storesOf(context, 'elasticache').flatMap((store) =>
      store.members.map((member) => nodeShape(store, member, context, input.ShowCacheNodeInfo === true)),
    );
    const page = pageOf(nodes, context.pageSize, text(input.Marker), 'cache-clusters');
    return present({ CacheClusters: page.items, Marker: page.next });
  },
  DescribeCacheSubnetGroups: (input, context) => {
    const names = new Map(storesOf(context, 'elasticache').map((store) => [subnetGroup(store), store.vpc]));
    const page = pageOf([...names], context.pageSize, text(input.Marker), 'cache-subnets');
    return present({
      CacheSubnetGroups: page.items.map(([CacheSubnetGroupName, VpcId]) => ({ CacheSubnetGroupName, VpcId })),
      Marker: page.next,
    });
  },
  DescribeEvents: (input, context) => {
    const events = eventsOf(storesOf(context, 'elasticache'), input, context);
    const page = pageOf(events, Math.max(20, context.pageSize), text(input.Marker), 'cache-events');
    return present({
      Events: page.items.map(({ of, type, message, at }) => ({
        SourceIdentifier: of,
        SourceType: type,
        Message: message,
        Date: new Date(at),
      })),
      Marker: page.next,
    });
  },
};

const subnetGroup = ({ vpc }: DataStoreRecord) => `caches-${vpc.slice(-4)}`;

function groupShape(store: DataStoreRecord, context: Context): Shape {
  const { port, members } = store;
  return present({
    ReplicationGroupId: store.name,
    ARN: store.arn,
    Description: store.name,
    Status: statusOf(store, context.now),
    Engine: store.spec.engine,
    CacheNodeType: store.class,
    ClusterEnabled: false,
    AutomaticFailover: members.length > 1 ? 'enabled' : 'disabled',
    MultiAZ: members.length > 1 ? 'enabled' : 'disabled',
    MemberClusters: members.map(({ id }) => id),
    NodeGroups: [
      {
        NodeGroupId: '0001',
        Status: statusOf(store, context.now),
        PrimaryEndpoint: { Address: store.host, Port: port },
        ReaderEndpoint: { Address: store.readerHost, Port: port },
        NodeGroupMembers: members.map(({ id, host, zone }, at) => ({
          CacheClusterId: id,
          CacheNodeId: '0001',
          ReadEndpoint: { Address: host, Port: port },
          PreferredAvailabilityZone: zone,
          CurrentRole: at === 0 ? 'primary' : 'replica',
        })),
      },
    ],
  });
}

function nodeShape(
  store: DataStoreRecord,
  { id, host, zone }: DataStoreRecord['members'][number],
  context: Context,
  withNodes: boolean,
): Shape {
  const endpoint = { Address: isGroup(store) ? host : store.host, Port: store.port };
  return present({
    CacheClusterId: id,
    ARN: `arn:aws:elasticache:${context.history.region}:${context.history.account}:cluster:${id}`,
    Engine: store.spec.engine,
    EngineVersion: store.version,
    CacheNodeType: store.class,
    CacheClusterStatus: statusOf(store, context.now),
    NumCacheNodes: 1,
    PreferredAvailabilityZone: zone,
    ReplicationGroupId: isGroup(store) ? store.name : undefined,
    ConfigurationEndpoint: isGroup(store) ? undefined : endpoint,
    CacheSubnetGroupName: subnetGroup(store),
    CacheNodes: withNodes
      ? [{ CacheNodeId: '0001', CacheNodeStatus: statusOf(store, context.now), Endpoint: endpoint }]
      : undefined,
  });
}
