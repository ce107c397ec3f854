import type { CacheCluster, CacheSubnetGroup, Event, ReplicationGroup } from '@aws-sdk/client-elasticache';
import { pages, type Step } from '../trip.ts';
import { eventSpan } from './rds.ts';

const memoryDays = 14;

export const cacheGroupsStep: Step<readonly ReplicationGroup[]> = {
  id: 'step:cache-groups',
  actions: ['elasticache:DescribeReplicationGroups'],
  needs: [],
  async take(trip) {
    const { DescribeReplicationGroupsCommand } = await import('@aws-sdk/client-elasticache');
    return pages(trip, { what: 'elasticache:DescribeReplicationGroups', limit: 10 }, async (Marker) => {
      const answer = await trip.elasticache.send(new DescribeReplicationGroupsCommand({ Marker }));
      return { items: answer.ReplicationGroups ?? [], next: answer.Marker };
    });
  },
};

/** Nodes of the groups, and caches that stand alone. */
export const cacheClustersStep: Step<readonly CacheCluster[]> = {
  id: 'step:cache-clusters',
  actions: ['elasticache:DescribeCacheClusters'],
  needs: [],
  async take(trip) {
    const { DescribeCacheClustersCommand } = await import('@aws-sdk/client-elasticache');
    return pages(trip, { what: 'elasticache:DescribeCacheClusters', limit: 10 }, async (Marker) => {
      const answer = await trip.elasticache.send(new DescribeCacheClustersCommand({ ShowCacheNodeInfo: true, Marker }));
      return { items: answer.CacheClusters ?? [], next: answer.Marker };
    });
  },
};

/** Only these know in which VPC a cache lies. */
export const cacheSubnetsStep: Step<readonly CacheSubnetGroup[]> = {
  id: 'step:cache-subnets',
  actions: ['elasticache:DescribeCacheSubnetGroups'],
  needs: [],
  async take(trip) {
    const { DescribeCacheSubnetGroupsCommand } = await import('@aws-sdk/client-elasticache');
    return pages(trip, { what: 'elasticache:DescribeCacheSubnetGroups', limit: 10 }, async (Marker) => {
      const answer = await trip.elasticache.send(new DescribeCacheSubnetGroupsCommand({ Marker }));
      return { items: answer.CacheSubnetGroups ?? [], next: answer.Marker };
    });
  },
};

export const cacheEventsStep: Step<readonly Event[]> = {
  id: 'step:cache-events',
  actions: ['elasticache:DescribeEvents'],
  needs: [],
  async take(trip) {
    const span = eventSpan(trip, memoryDays);
    if (span === undefined) {
      trip.lose({ reason: 'not-found', action: null, detail: 'ElastiCache keeps events for 14 days only' });
      return [];
    }
    const [StartTime, EndTime] = span;
    const { DescribeEventsCommand } = await import('@aws-sdk/client-elasticache');
    return pages(trip, { what: 'elasticache:DescribeEvents', limit: 10 }, async (Marker) => {
      const answer = await trip.elasticache.send(new DescribeEventsCommand({ StartTime, EndTime, Marker }));
      return { items: answer.Events ?? [], next: answer.Marker };
    });
  },
};
