import type { DBCluster, DBInstance, DBProxy, Event, Parameter } from '@aws-sdk/client-rds';
import { lostOf } from '../failure.ts';
import { pages, type Step, type Trip } from '../trip.ts';
import { vpcsStep } from './named-hosts.ts';

const groupLimit = 10;
const day = 24 * 3_600_000;
/** RDS forgets events after two weeks. */
const memoryDays = 14;
const hour = 3_600_000;

export const rdsInstancesStep: Step<readonly DBInstance[]> = {
  id: 'step:rds-instances',
  actions: ['rds:DescribeDBInstances'],
  needs: [],
  async take(trip) {
    const { DescribeDBInstancesCommand } = await import('@aws-sdk/client-rds');
    return pages(trip, { what: 'rds:DescribeDBInstances', limit: 10 }, async (Marker) => {
      const answer = await trip.rds.send(new DescribeDBInstancesCommand({ Marker }));
      return { items: answer.DBInstances ?? [], next: answer.Marker };
    });
  },
};

export const rdsClustersStep: Step<readonly DBCluster[]> = {
  id: 'step:rds-clusters',
  actions: ['rds:DescribeDBClusters'],
  needs: [],
  async take(trip) {
    const { DescribeDBClustersCommand } = await import('@aws-sdk/client-rds');
    return pages(trip, { what: 'rds:DescribeDBClusters', limit: 10 }, async (Marker) => {
      const answer = await trip.rds.send(new DescribeDBClustersCommand({ Marker }));
      return { items: answer.DBClusters ?? [], next: answer.Marker };
    });
  },
};

export const rdsProxiesStep: Step<readonly DBProxy[]> = {
  id: 'step:rds-proxies',
  actions: ['rds:DescribeDBProxies'],
  needs: [],
  async take(trip) {
    const { DescribeDBProxiesCommand } = await import('@aws-sdk/client-rds');
    return pages(trip, { what: 'rds:DescribeDBProxies', limit: 5 }, async (Marker) => {
      const answer = await trip.rds.send(new DescribeDBProxiesCommand({ Marker }));
      return { items: answer.DBProxies ?? [], next: answer.Marker };
    });
  },
};

/** When stores tell what happened to them: an hour before the window to its end, as far back as they remember. */
export function eventSpan({ window, clock }: Trip, rememberedDays: number): readonly [Date, Date] | undefined {
  const now = clock.now().getTime();
  const from = Math.max(Date.parse(window.from) - hour, now - rememberedDays * day + 60_000);
  const to = Math.min(Date.parse(window.to), now);
  return from < to ? [new Date(from), new Date(to)] : undefined;
}

/** Of instances, clusters and proxies alike: without a source type RDS gives all. */
export const rdsEventsStep: Step<readonly Event[]> = {
  id: 'step:rds-events',
  actions: ['rds:DescribeEvents'],
  needs: [],
  async take(trip) {
    const span = eventSpan(trip, memoryDays);
    if (span === undefined) {
      trip.lose({ reason: 'not-found', action: null, detail: 'RDS keeps events for 14 days only' });
      return [];
    }
    const [StartTime, EndTime] = span;
    const { DescribeEventsCommand } = await import('@aws-sdk/client-rds');
    return pages(trip, { what: 'rds:DescribeEvents', limit: 10 }, async (Marker) => {
      const answer = await trip.rds.send(new DescribeEventsCommand({ StartTime, EndTime, MaxRecords: 100, Marker }));
      return { items: answer.Events ?? [], next: answer.Marker };
    });
  },
};

/** What a parameter group says of `max_connections`, by 'instance:GROUP' and 'cluster:GROUP'. */
export type ConnectionSettings = ReadonlyMap<string, Parameter>;

/** Only what somebody set: the rest is AWS's default formula, which is known. */
export const connectionSettingsStep: Step<ConnectionSettings> = {
  id: 'step:rds-parameters',
  actions: ['rds:DescribeDBParameters', 'rds:DescribeDBClusterParameters'],
  needs: [rdsInstancesStep, rdsClustersStep, vpcsStep],
  async take(trip) {
    const [instances, clusters, vpcs] = await Promise.all([
      trip.get(rdsInstancesStep),
      trip.attempt(rdsClustersStep),
      trip.attempt(vpcsStep),
    ]);
    const near = instances.filter(({ DBSubnetGroup }) => isNear(DBSubnetGroup?.VpcId, vpcs));
    const keys = [
      ...near.flatMap(({ DBParameterGroups = [] }) =>
        DBParameterGroups.flatMap(({ DBParameterGroupName: name }) => (name === undefined ? [] : [`instance:${name}`])),
      ),
      ...(clusters ?? [])
        .filter(({ DBClusterIdentifier }) => near.some((one) => one.DBClusterIdentifier === DBClusterIdentifier))
        .flatMap(({ DBClusterParameterGroup: name }) => (name === undefined ? [] : [`cluster:${name}`])),
    ];
    // AWS's own groups cannot be changed: they hold the default.
    const asked = [...new Set(keys)].filter((key) => !/^(instance|cluster):default\./.test(key)).slice(0, groupLimit);
    const found = await Promise.all(asked.map(async (key) => ({ key, value: await connectionsOf(trip, key) })));
    return new Map(found.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]])));
  },
};

/** Without the VPC nothing is known to be far. */
export function isNear(vpc: string | undefined, vpcs: ReadonlySet<string> | undefined): boolean {
  return vpc === undefined || vpcs === undefined || vpcs.size === 0 || vpcs.has(vpc);
}

async function connectionsOf(trip: Trip, key: string): Promise<Parameter | undefined> {
  const [kind, ...rest] = key.split(':');
  const name = rest.join(':');
  const { DescribeDBParametersCommand, DescribeDBClusterParametersCommand } = await import('@aws-sdk/client-rds');
  const all = await pages(trip, { what: `rds parameters of ${name}`, limit: 4 }, async (Marker) => {
    const answer =
      kind === 'cluster'
        ? await trip.rds.send(
            new DescribeDBClusterParametersCommand({ DBClusterParameterGroupName: name, Source: 'user', Marker }),
          )
        : await trip.rds.send(new DescribeDBParametersCommand({ DBParameterGroupName: name, Source: 'user', Marker }));
    return { items: answer.Parameters ?? [], next: answer.Marker };
  }).catch((error: unknown) => {
    trip.lose(...lostOf(error));
    return [];
  });
  return all.find(({ ParameterName }) => ParameterName === 'max_connections');
}
