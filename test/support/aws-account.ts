import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudFormationClient, DescribeStackEventsCommand } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { BatchGetDeploymentsCommand, CodeDeployClient, ListDeploymentsCommand } from '@aws-sdk/client-codedeploy';
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListClustersCommand,
  ListServiceDeploymentsCommand,
  ListServicesCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import {
  DescribeListenerCertificatesCommand,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  DescribeCacheClustersCommand,
  DescribeCacheSubnetGroupsCommand,
  DescribeReplicationGroupsCommand,
  ElastiCacheClient,
  DescribeEventsCommand as StoreEventsCommand,
} from '@aws-sdk/client-elasticache';
import { LambdaClient } from '@aws-sdk/client-lambda';
import {
  DescribeDBClusterParametersCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBParametersCommand,
  DescribeDBProxiesCommand,
  DescribeEventsCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { evidenceKinds } from '../../src/domain/evidence.ts';
import { windowOf } from '../../src/domain/window.ts';
import { made502 } from './alb-log.ts';
import {
  certificateArn,
  connectionLine,
  flowGroup,
  flowLine,
  healthLine,
  logAttributes,
  mockNetwork,
} from './mock-network.ts';

/** One load balancer with one Fargate service behind it, in a mocked account. Every call is answered. */
export const account = '111122223333';
export const region = 'ap-northeast-1';
const elbArn = `arn:aws:elasticloadbalancing:${region}:${account}`;
const ecsArn = `arn:aws:ecs:${region}:${account}`;
export const albArn = `${elbArn}:loadbalancer/app/shop-alb/50dc6c495c0c9188`;
export const groupArn = `${elbArn}:targetgroup/shop-api/73e2d6bc24d8a067`;
export const clusterArn = `${ecsArn}:cluster/shop`;
export const serviceArn = `${ecsArn}:service/shop/api`;
export const definitionArn = (revision: number) => `${ecsArn}:task-definition/shop-api:${revision}`;
export const logKey = `AWSLogs/${account}/elasticloadbalancing/${region}/2026/11/20/${account}_elasticloadbalancing_${region}_app.shop-alb.50dc6c495c0c9188_20261120T1005Z_10.0.0.1_abc.log.gz`;

export const window = windowOf(new Date('2026-11-20T10:00:00Z'), new Date('2026-11-20T10:10:00Z'));
export const clock = { now: () => new Date('2026-11-20T10:10:30Z') };
export const at = new Date('2026-11-20T10:02:00Z');

export const loadBalancer = {
  LoadBalancerArn: albArn,
  LoadBalancerName: 'shop-alb',
  DNSName: 'shop-alb-1234567890.ap-northeast-1.elb.amazonaws.com',
  Type: 'application' as const,
  Scheme: 'internet-facing' as const,
  State: { Code: 'active' as const },
  AvailabilityZones: [{ ZoneName: 'ap-northeast-1a' }, { ZoneName: 'ap-northeast-1c' }],
  VpcId: 'vpc-1',
  SecurityGroups: ['sg-alb'],
  CreatedTime: new Date('2026-01-01T00:00:00Z'),
};

export const targetGroup = {
  TargetGroupArn: groupArn,
  TargetGroupName: 'shop-api',
  Protocol: 'HTTP' as const,
  ProtocolVersion: 'HTTP1',
  Port: 3000,
  VpcId: 'vpc-1',
  TargetType: 'ip' as const,
  HealthCheckProtocol: 'HTTP' as const,
  HealthCheckPort: 'traffic-port',
  HealthCheckPath: '/health',
  HealthCheckIntervalSeconds: 30,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 5,
  UnhealthyThresholdCount: 2,
  Matcher: { HttpCode: '200' },
};

export const service = {
  serviceArn,
  serviceName: 'api',
  clusterArn,
  status: 'ACTIVE',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  launchType: 'FARGATE' as const,
  taskDefinition: definitionArn(12),
  deploymentConfiguration: {
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    deploymentCircuitBreaker: { enable: true, rollback: true },
  },
  networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'], securityGroups: ['sg-api'] } },
  loadBalancers: [{ targetGroupArn: groupArn, containerName: 'api', containerPort: 3000 }],
  deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY', taskDefinition: definitionArn(12), createdAt: at }],
  events: [{ id: 'e1', createdAt: at, message: '(service api) has reached a steady state.' }],
};

export const attributes: Readonly<Record<string, string>> = {
  'idle_timeout.timeout_seconds': '60',
  'client_keep_alive.seconds': '3600',
  'access_logs.s3.enabled': 'true',
  'access_logs.s3.bucket': 'shop-logs',
  'access_logs.s3.prefix': '',
  ...logAttributes,
};

export const asAttributes = (record: Readonly<Record<string, string>>) =>
  Object.entries(record).map(([Key, Value]) => ({ Key, Value }));

export const task = (revision: number, stopped: boolean) => ({
  taskArn: `${ecsArn}:task/shop/${revision}${stopped ? 'dead' : 'beef'}`,
  clusterArn,
  group: 'service:api',
  taskDefinitionArn: definitionArn(revision),
  lastStatus: stopped ? 'STOPPED' : 'RUNNING',
  desiredStatus: stopped ? 'STOPPED' : 'RUNNING',
  availabilityZone: 'ap-northeast-1a',
  attachments: [{ type: 'ElasticNetworkInterface', details: [{ name: 'privateIPv4Address', value: '10.0.11.54' }] }],
  createdAt: at,
  ...(stopped
    ? {
        stoppedAt: at,
        stopCode: 'EssentialContainerExited' as const,
        stoppedReason: 'Essential container in task exited',
      }
    : {}),
  containers: [
    {
      name: 'api',
      image: 'shop/api:12',
      lastStatus: 'RUNNING',
      ...(stopped ? { exitCode: 137, reason: 'OutOfMemoryError' } : {}),
    },
  ],
});

export const definition = (revision: number) => ({
  taskDefinitionArn: definitionArn(revision),
  family: 'shop-api',
  revision,
  cpu: '256',
  memory: '512',
  registeredAt: at,
  containerDefinitions: [
    {
      name: 'api',
      image: `shop/api:${revision}`,
      essential: true,
      environment: [{ name: 'PORT', value: '3000' }],
      portMappings: [{ containerPort: 3000, hostPort: 3000, protocol: 'tcp' as const }],
      stopTimeout: 30,
      logConfiguration: {
        logDriver: 'awslogs' as const,
        options: { 'awslogs-group': '/ecs/shop', 'awslogs-region': region, 'awslogs-stream-prefix': 'api' },
      },
    },
  ],
});

export const logFile = (lines: readonly string[]) => gzipSync(lines.map((line) => `${line}\n`).join(''));
// The mocked client hands the body over as it is; only its async iterator is used.
export const body = (bytes: Uint8Array) => Readable.from([bytes], { objectMode: false }) as never;

export const updateService = {
  EventId: 'ct-1',
  EventName: 'UpdateService',
  EventSource: 'ecs.amazonaws.com',
  EventTime: at,
  ReadOnly: 'false',
  Username: 'deployer',
  Resources: [],
  CloudTrailEvent: JSON.stringify({
    readOnly: false,
    requestParameters: { cluster: 'shop', service: 'api', taskDefinition: 'shop-api:12' },
  }),
};

/** Every series has one point of 1, in reverse order: the order is not to be relied upon. */
function metricAnswer({ MetricDataQueries = [] }: GetMetricDataCommandInput) {
  const results = MetricDataQueries.map(({ Id }) => ({
    Id,
    StatusCode: 'Complete' as const,
    Timestamps: [at],
    Values: [1],
  }));
  return { MetricDataResults: results.toReversed() };
}

export type MockedAccount = ReturnType<typeof mockAccount>;

/** Mocks all clients afresh. Answers can be overridden on what it gives back. */
export function mockAccount() {
  const elb = mockClient(ElasticLoadBalancingV2Client);
  const cloudwatch = mockClient(CloudWatchClient);
  const logs = mockClient(CloudWatchLogsClient);
  const s3 = mockClient(S3Client);
  const ecs = mockClient(ECSClient);
  const cloudtrail = mockClient(CloudTrailClient);
  const stores = mockStores();
  const releases = mockReleases();
  const others = mockOthers();
  elb.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: [loadBalancer] });
  elb.on(DescribeLoadBalancerAttributesCommand).resolves({ Attributes: asAttributes(attributes) });
  elb.on(DescribeListenersCommand).resolves({
    Listeners: [{ ListenerArn: `${elbArn}:listener/app/shop-alb/50dc6c495c0c9188/1`, Port: 443, Protocol: 'HTTPS' }],
  });
  elb.on(DescribeListenerCertificatesCommand).resolves({ Certificates: [{ CertificateArn: certificateArn }] });
  elb.on(DescribeRulesCommand).resolves({
    Rules: [
      {
        RuleArn: 'rule/1',
        Priority: '10',
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } }],
        Actions: [{ Type: 'forward', TargetGroupArn: groupArn }],
      },
    ],
  });
  elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [targetGroup] });
  elb.on(DescribeTargetGroupAttributesCommand).resolves({
    Attributes: asAttributes({ 'deregistration_delay.timeout_seconds': '300', 'slow_start.duration_seconds': '0' }),
  });
  elb.on(DescribeTargetHealthCommand).resolves({
    TargetHealthDescriptions: [
      {
        Target: { Id: '10.0.11.54', Port: 3000, AvailabilityZone: 'ap-northeast-1a' },
        TargetHealth: { State: 'healthy' },
      },
    ],
  });
  cloudwatch.on(GetMetricDataCommand).callsFake(metricAnswer);
  cloudwatch.on(DescribeAlarmHistoryCommand).resolves({
    AlarmHistoryItems: [
      {
        AlarmName: 'shop-502',
        Timestamp: at,
        HistoryItemType: 'StateUpdate',
        HistorySummary: 'Alarm updated from OK to ALARM',
        HistoryData:
          '{"oldState":{"stateValue":"OK"},"newState":{"stateValue":"ALARM","stateReason":"Threshold Crossed"}}',
      },
    ],
  });
  cloudwatch.on(DescribeAlarmsCommand).resolves({ MetricAlarms: [alarm] });
  elb.on(DescribeTagsCommand).resolves({
    TagDescriptions: [{ ResourceArn: groupArn, Tags: [{ Key: 'aws:cloudformation:stack-name', Value: 'shop' }] }],
  });
  ecs.on(ListServiceDeploymentsCommand).resolves({
    serviceDeployments: [
      {
        serviceDeploymentArn: `${serviceArn}/d1`,
        serviceArn,
        status: 'SUCCESSFUL',
        createdAt: at,
        startedAt: at,
        finishedAt: at,
      },
    ],
  });
  ecs.on(ListClustersCommand).resolves({ clusterArns: [clusterArn] });
  ecs.on(ListServicesCommand).resolves({ serviceArns: [serviceArn] });
  ecs.on(DescribeServicesCommand).resolves({ services: [service] });
  ecs.on(ListTasksCommand, { desiredStatus: 'RUNNING' }).resolves({ taskArns: ['running'] });
  ecs.on(ListTasksCommand, { desiredStatus: 'STOPPED' }).resolves({ taskArns: ['stopped'] });
  ecs.on(DescribeTasksCommand, { tasks: ['running'] }).resolves({ tasks: [task(12, false)] });
  ecs.on(DescribeTasksCommand, { tasks: ['stopped'] }).resolves({ tasks: [task(11, true)] });
  ecs
    .on(DescribeTaskDefinitionCommand)
    .callsFake(({ taskDefinition }) => ({ taskDefinition: definition(Number(taskDefinition.split(':').at(-1))) }));
  cloudtrail.on(LookupEventsCommand).resolves({ Events: [updateService] });
  logs.on(FilterLogEventsCommand).resolves({
    events: [{ timestamp: at.getTime(), logStreamName: 'api/api/1', message: 'Error: read ECONNRESET' }],
  });
  logs.on(FilterLogEventsCommand, { logGroupName: flowGroup }).resolves({ events: [{ message: flowLine('ACCEPT') }] });
  logs.on(StartQueryCommand).resolves({ queryId: 'q1' });
  logs.on(StopQueryCommand).resolves({ success: true });
  logs.on(GetQueryResultsCommand).resolves({ status: 'Complete', results: [], statistics: { bytesScanned: 1e9 } });
  s3.on(ListObjectsV2Command).callsFake(({ Prefix }) => ({
    Contents: [{ Key: keyOf(String(Prefix)), Size: 500, ETag: '"e"' }],
    IsTruncated: false,
  }));
  s3.on(GetObjectCommand).callsFake(({ Key }) => ({ Body: body(logFile([lineIn(String(Key))])), ETag: '"e"' }));
  return { elb, cloudwatch, logs, s3, ecs, cloudtrail, ...stores, ...releases, ...others };
}

/** The access log's file, or that of the health-check or connection log beside it. */
const keyOf = (prefix: string) =>
  logKey.replace(
    `/${account}_elastic`,
    `/${/(health_check_log_|conn_log_)/.exec(prefix)?.[1] ?? ''}${account}_elastic`,
  );

function lineIn(key: string): string {
  if (key.includes('health_check_log_')) return healthLine();
  return key.includes('conn_log_') ? connectionLine() : made502({});
}

export const alarm = {
  AlarmName: 'shop-502',
  Namespace: 'AWS/ApplicationELB',
  MetricName: 'HTTPCode_ELB_502_Count',
  Dimensions: [{ Name: 'LoadBalancer', Value: 'app/shop-alb/50dc6c495c0c9188' }],
};

export const database = {
  DBInstanceIdentifier: 'shop-db',
  DBInstanceArn: `arn:aws:rds:${region}:${account}:db:shop-db`,
  DBInstanceClass: 'db.t3.medium',
  DBInstanceStatus: 'available',
  Engine: 'postgres',
  EngineVersion: '16.4',
  Endpoint: { Address: `shop-db.c1abc.${region}.rds.amazonaws.com`, Port: 5432 },
  AllocatedStorage: 100,
  MultiAZ: true,
  DBSubnetGroup: { VpcId: 'vpc-1' },
  DBParameterGroups: [{ DBParameterGroupName: 'shop-pg16' }],
};

const cluster = {
  DBClusterIdentifier: 'ledger',
  Status: 'available',
  Engine: 'aurora-mysql',
  Endpoint: `ledger.cluster-c1abc.${region}.rds.amazonaws.com`,
  Port: 3306,
  DBClusterMembers: [{ DBInstanceIdentifier: 'ledger-1' }],
  DBClusterParameterGroup: 'ledger-params',
};

const member = { ...database, DBInstanceIdentifier: 'ledger-1', Engine: 'aurora-mysql', DBClusterIdentifier: 'ledger' };

/** One database, one cluster, one cache. */
function mockStores() {
  const rds = mockClient(RDSClient);
  const elasticache = mockClient(ElastiCacheClient);
  rds.on(DescribeDBInstancesCommand).resolves({ DBInstances: [database, member] });
  rds.on(DescribeDBClustersCommand).resolves({ DBClusters: [cluster] });
  rds.on(DescribeDBProxiesCommand).resolves({ DBProxies: [] });
  rds.on(DescribeEventsCommand).resolves({ Events: [] });
  rds
    .on(DescribeDBParametersCommand)
    .resolves({ Parameters: [{ ParameterName: 'max_connections', ParameterValue: '150' }] });
  rds.on(DescribeDBClusterParametersCommand).resolves({ Parameters: [] });
  elasticache.on(DescribeReplicationGroupsCommand).resolves({
    ReplicationGroups: [
      { ReplicationGroupId: 'shop-cache', Status: 'available', Engine: 'redis', MemberClusters: ['shop-cache-001'] },
    ],
  });
  elasticache.on(DescribeCacheClustersCommand).resolves({
    CacheClusters: [
      { CacheClusterId: 'shop-cache-001', ReplicationGroupId: 'shop-cache', CacheSubnetGroupName: 'caches' },
    ],
  });
  elasticache
    .on(DescribeCacheSubnetGroupsCommand)
    .resolves({ CacheSubnetGroups: [{ CacheSubnetGroupName: 'caches', VpcId: 'vpc-1' }] });
  elasticache.on(StoreEventsCommand).resolves({ Events: [] });
  return { rds, elasticache };
}

/** Services that hold nothing of this account. */
function mockOthers() {
  const autoscaling = mockClient(AutoScalingClient);
  const scaling = mockClient(ApplicationAutoScalingClient);
  const lambda = mockClient(LambdaClient);
  const { ec2, acm } = mockNetwork();
  autoscaling.onAnyCommand().resolves({});
  scaling.onAnyCommand().resolves({});
  lambda.onAnyCommand().resolves({});
  return { ec2, autoscaling, 'application-autoscaling': scaling, lambda, acm };
}

function mockReleases() {
  const codedeploy = mockClient(CodeDeployClient);
  const cloudformation = mockClient(CloudFormationClient);
  codedeploy.on(ListDeploymentsCommand).resolves({ deployments: ['d-1'] });
  codedeploy.on(BatchGetDeploymentsCommand).resolves({
    deploymentsInfo: [
      {
        applicationName: 'shop',
        deploymentGroupName: 'api',
        deploymentId: 'd-1',
        status: 'Succeeded',
        createTime: at,
        completeTime: at,
        loadBalancerInfo: { targetGroupInfoList: [{ name: 'shop-api' }] },
      },
    ],
  });
  cloudformation.on(DescribeStackEventsCommand).resolves({ StackEvents: [] });
  return { codedeploy, cloudformation };
}

export const kinds = evidenceKinds;

/** What the SDK throws: an error whose name is AWS's code. */
export function awsError(name: string, message = `${name} of the test`): Error {
  return Object.assign(new Error(message), { name, $metadata: { attempts: 3 } });
}

/** Every operation that was called, as 'elasticloadbalancing:DescribeRules', sorted, each once. */
export function operationsCalled(mocked: MockedAccount): readonly string[] {
  const all = Object.entries(mocked).flatMap(([key, client]) => {
    const calls = client.calls() as readonly { readonly args: readonly unknown[] }[];
    return calls.map(({ args: [command] }) => `${iamNames[key] ?? key}:${nameOf(command as object)}`);
  });
  return [...new Set(all)].sort();
}

const iamNames: Readonly<Record<string, string>> = { elb: 'elasticloadbalancing' };
const nameOf = (command: object) => command.constructor.name.replace(/Command$/, '');
