import { fileURLToPath } from 'node:url';
import { CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmHistoryCommand } from '@aws-sdk/client-cloudwatch';
import { BatchGetDeploymentsCommand, CodeDeployClient, ListDeploymentsCommand } from '@aws-sdk/client-codedeploy';
import { DescribeTagsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBParametersCommand,
  DescribeEventsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningAws, startAws } from '../../../sandbox/aws/server.ts';

const world = fileURLToPath(new URL('stores.yaml', import.meta.url));
let stand: RunningAws;
let config: object;

beforeAll(async () => {
  stand = await startAws({ world, port: 0 });
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'test' };
  config = { endpoint: stand.endpoint, region: stand.region, credentials, maxAttempts: 1 };
}, 60_000);
afterAll(() => stand?.stop());

describe('RDS of the stand-in', () => {
  it('lists instances and clusters in pages, with endpoints and the state of the moment', async () => {
    const rds = new RDSClient(config);
    const first = await rds.send(new DescribeDBInstancesCommand({}));
    const second = await rds.send(new DescribeDBInstancesCommand({ Marker: first.Marker }));
    const { DBClusters = [] } = await rds.send(new DescribeDBClustersCommand({}));

    expect([first, second].flatMap(({ DBInstances = [] }) => DBInstances)).toMatchObject([
      { DBInstanceIdentifier: 'orders', DBInstanceStatus: 'available', Endpoint: { Port: 5432 }, MultiAZ: true },
      { DBInstanceIdentifier: 'ledger-1', DBClusterIdentifier: 'ledger' },
      { DBInstanceIdentifier: 'ledger-2', DBClusterIdentifier: 'ledger' },
    ]);
    expect(DBClusters).toMatchObject([{ DBClusterIdentifier: 'ledger', DBClusterMembers: [{}, {}] }]);
  });

  it('tells the events of a span, and the limit that somebody set', async () => {
    const rds = new RDSClient(config);
    const events = await rds.send(new DescribeEventsCommand({ Duration: 60, SourceType: 'db-instance' }));
    const { Parameters } = await rds.send(
      new DescribeDBParametersCommand({ DBParameterGroupName: 'orders-params', Source: 'user' }),
    );

    expect(events.Events?.map(({ Message }) => Message)).toContain('Multi-AZ instance failover started.');
    expect(Parameters).toMatchObject([{ ParameterName: 'max_connections', ParameterValue: '70' }]);
  });

  it('knows no instance of another name', async () => {
    const asked = new RDSClient(config).send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: 'nobody' }));

    await expect(asked).rejects.toMatchObject({ name: 'DBInstanceNotFoundFault' });
  });
});

describe('ElastiCache of the stand-in', () => {
  it('lists groups and their nodes', async () => {
    const client = new ElastiCacheClient(config);
    const { ReplicationGroups } = await client.send(new DescribeReplicationGroupsCommand({}));
    const { CacheClusters } = await client.send(new DescribeCacheClustersCommand({ ShowCacheNodeInfo: true }));

    expect(ReplicationGroups).toMatchObject([{ ReplicationGroupId: 'sessions', Status: 'available' }]);
    expect(CacheClusters).toMatchObject([
      { CacheClusterId: 'sessions-001', CacheNodes: [{ Endpoint: { Port: 6379 } }] },
      {},
    ]);
  });
});

describe('release tools of the stand-in', () => {
  it('tell of a deployment of CodeDeploy', async () => {
    const client = new CodeDeployClient(config);
    const { deployments = [] } = await client.send(new ListDeploymentsCommand({}));
    const { deploymentsInfo } = await client.send(new BatchGetDeploymentsCommand({ deploymentIds: deployments }));

    expect(deploymentsInfo).toMatchObject([{ applicationName: 'api', status: 'Succeeded' }]);
  });

  it('tell of a stack’s update, which the target group’s tags lead to', async () => {
    const elb = new ElasticLoadBalancingV2Client(config);
    const client = new CloudFormationClient(config);
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: 'tiny' }));
    const group = StackEvents.find(({ ResourceType = '' }) => ResourceType.endsWith('TargetGroup'))?.PhysicalResourceId;
    const { TagDescriptions } = await elb.send(new DescribeTagsCommand({ ResourceArns: [group ?? ''] }));

    expect(StackEvents.map(({ ResourceStatus }) => ResourceStatus)).toContain('UPDATE_ROLLBACK_COMPLETE');
    expect(TagDescriptions?.[0]?.Tags).toContainEqual({ Key: 'aws:cloudformation:stack-name', Value: 'tiny' });
  });
});

describe('CloudWatch of the stand-in', () => {
  it('remembers which alarms went off', async () => {
    const { AlarmHistoryItems = [] } = await new CloudWatchClient(config).send(new DescribeAlarmHistoryCommand({}));

    expect(AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary)).toContain('Alarm updated from OK to ALARM');
  });
});
