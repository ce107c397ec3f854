import { gunzipSync } from 'node:zlib';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeServiceDeploymentsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListClustersCommand,
  ListServiceDeploymentsCommand,
  ListServicesCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateLoadBalancerCommand,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningAws, startAws } from '../../../sandbox/aws/server.ts';
import { anchor, tinyPath } from '../world.ts';
import { clientsOf } from './clients.ts';

let aws: RunningAws;
let clients: ReturnType<typeof clientsOf>;
const from = new Date(anchor - 15 * 60_000);
const to = new Date(anchor);

beforeAll(async () => {
  aws = await startAws({ world: tinyPath, port: 0, now: to });
  clients = clientsOf(aws.endpoint);
});
afterAll(() => aws.stop());

const loadBalancer = async (name = 'tiny-alb') => {
  const found = await clients.elbv2.send(new DescribeLoadBalancersCommand({ Names: [name] }));
  return found.LoadBalancers?.[0]?.LoadBalancerArn ?? '';
};
const targetGroup = async () => {
  const found = await clients.elbv2.send(new DescribeTargetGroupsCommand({ Names: ['tiny-api'] }));
  return found.TargetGroups?.[0]?.TargetGroupArn ?? '';
};

describe('the stand-in as elbv2', () => {
  it('pages load balancers by two and honours names', async () => {
    const first = await clients.elbv2.send(new DescribeLoadBalancersCommand({}));
    const second = await clients.elbv2.send(new DescribeLoadBalancersCommand({ Marker: first.NextMarker }));

    expect(first.LoadBalancers?.map((lb) => lb.LoadBalancerName)).toEqual(['tiny-alb', 'tiny-alb-old']);
    expect(second.LoadBalancers?.map((lb) => lb.LoadBalancerName)).toEqual(['other-alb']);
    expect(second.NextMarker).toBeUndefined();
    expect(first.LoadBalancers?.[0]?.CreatedTime).toBeInstanceOf(Date);
  });

  it('refuses an unknown name, a made-up marker and a missing member as AWS does', async () => {
    await expect(clients.elbv2.send(new DescribeLoadBalancersCommand({ Names: ['nobody'] }))).rejects.toMatchObject({
      name: 'LoadBalancerNotFoundException',
      message: "Load balancers '[nobody]' not found",
    });
    await expect(clients.elbv2.send(new DescribeLoadBalancersCommand({ Marker: 'x' }))).rejects.toThrow(
      'Invalid pagination token',
    );
    await expect(clients.elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn: undefined }))).rejects.toThrow(
      "Value null at 'targetGroupArn'",
    );
    await expect(
      clients.elbv2.send(new DescribeTargetGroupsCommand({ TargetGroupArns: ['arn:x'] })),
    ).rejects.toMatchObject({
      name: 'TargetGroupNotFoundException',
    });
  });

  it('has no operation that changes anything', async () => {
    await expect(clients.elbv2.send(new CreateLoadBalancerCommand({ Name: 'x' }))).rejects.toMatchObject({
      name: 'InvalidAction',
    });
  });

  it('walks from the load balancer to its targets', async () => {
    const LoadBalancerArn = await loadBalancer();
    const listeners = await clients.elbv2.send(new DescribeListenersCommand({ LoadBalancerArn }));
    const rules = await clients.elbv2.send(
      new DescribeRulesCommand({ ListenerArn: listeners.Listeners?.[1]?.ListenerArn }),
    );
    const groups = await clients.elbv2.send(new DescribeTargetGroupsCommand({ LoadBalancerArn }));
    const TargetGroupArn = groups.TargetGroups?.[0]?.TargetGroupArn;
    const health = await clients.elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn }));

    expect(listeners.Listeners?.map(({ Port, Protocol }) => [Port, Protocol])).toEqual([
      [80, 'HTTP'],
      [443, 'HTTPS'],
    ]);
    expect(rules.Rules?.map(({ Priority }) => Priority)).toEqual(['10', 'default']);
    expect(rules.Rules?.[0]?.Conditions?.[0]?.PathPatternConfig?.Values).toEqual(['/web/*']);
    expect(groups.TargetGroups?.map(({ TargetGroupName }) => TargetGroupName)).toEqual(['tiny-api', 'web']);
    expect(health.TargetHealthDescriptions?.map(({ TargetHealth }) => TargetHealth?.State)).toEqual([
      'healthy',
      'healthy',
      'healthy',
    ]);
  });

  it('tells attributes', async () => {
    const ofBalancer = await clients.elbv2.send(
      new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: await loadBalancer() }),
    );
    const ofGroup = await clients.elbv2.send(
      new DescribeTargetGroupAttributesCommand({ TargetGroupArn: await targetGroup() }),
    );

    expect(ofBalancer.Attributes).toContainEqual({ Key: 'idle_timeout.timeout_seconds', Value: '60' });
    expect(ofGroup.Attributes).toContainEqual({ Key: 'deregistration_delay.timeout_seconds', Value: '60' });
  });

  it('has nothing in another region', async () => {
    const elsewhere = clientsOf(aws.endpoint, 'eu-west-1');

    expect((await elsewhere.elbv2.send(new DescribeLoadBalancersCommand({}))).LoadBalancers).toEqual([]);
    expect((await elsewhere.ecs.send(new ListClustersCommand({}))).clusterArns).toEqual([]);
  });
});

describe('the stand-in as CloudWatch', () => {
  const query = async (MetricName: string, Stat: string, shift = 0) => {
    const dimension = (await loadBalancer()).split('loadbalancer/')[1] ?? '';
    const metric = {
      Namespace: 'AWS/ApplicationELB',
      MetricName,
      Dimensions: [{ Name: 'LoadBalancer', Value: dimension }],
    };
    const found = await clients.cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(from.getTime() - shift),
        EndTime: new Date(to.getTime() - shift),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [{ Id: 'a', MetricStat: { Metric: metric, Period: 60, Stat } }],
      }),
    );
    return found.MetricDataResults?.[0];
  };

  it('gives a datapoint a minute, in the order asked for', async () => {
    const requests = await query('RequestCount', 'Sum');

    expect(requests?.Timestamps?.[0]).toEqual(from);
    expect(requests?.Values).toHaveLength(15);
  });

  it('has the same hour a week before, and the hours before the incident', async () => {
    expect((await query('RequestCount', 'Sum', 7 * 86_400_000))?.Values).toHaveLength(15);
    expect((await query('RequestCount', 'Sum', 3 * 3_600_000))?.Values).toHaveLength(15);
  });

  it('has no datapoints for what did not happen, and percentiles in order', async () => {
    const [p50, p99, max] = [
      await query('TargetResponseTime', 'p50'),
      await query('TargetResponseTime', 'p99'),
      await query('TargetResponseTime', 'Maximum'),
    ];

    expect((await query('HTTPCode_ELB_502_Count', 'Sum'))?.Values).toEqual([]);
    expect(p50?.Values?.[0]).toBeLessThanOrEqual(p99?.Values?.[0] ?? 0);
    expect(p99?.Values?.[0]).toBeLessThanOrEqual(max?.Values?.[0] ?? 0);
  });

  it('refuses what CloudWatch refuses', async () => {
    const bad = new GetMetricDataCommand({ StartTime: to, EndTime: from, MetricDataQueries: [] });

    await expect(clients.cloudwatch.send(bad)).rejects.toThrow('StartTime must be less than');
  });

  it('lists metrics by page', async () => {
    const page = await clients.cloudwatch.send(new ListMetricsCommand({ Namespace: 'AWS/ECS' }));

    expect(page.Metrics).toHaveLength(2);
    expect(page.NextToken).toBeDefined();
  });
});

describe('the stand-in as ECS', () => {
  it('pages clusters, services and tasks', async () => {
    const clusters = await clients.ecs.send(new ListClustersCommand({}));
    const services = await clients.ecs.send(new ListServicesCommand({ cluster: 'tiny' }));
    const more = await clients.ecs.send(new ListServicesCommand({ cluster: 'tiny', nextToken: services.nextToken }));
    const tasks = await clients.ecs.send(new ListTasksCommand({ cluster: 'tiny', serviceName: 'api' }));

    expect(clusters.clusterArns).toHaveLength(2);
    expect([...(services.serviceArns ?? []), ...(more.serviceArns ?? [])].map((arn) => arn.split('/').at(-1))).toEqual([
      'api',
      'web',
      'jobs',
    ]);
    expect(tasks.taskArns).toHaveLength(2);
    expect(tasks.nextToken).toBeDefined();
  });

  it('describes services with what is missing, at most ten', async () => {
    const found = await clients.ecs.send(new DescribeServicesCommand({ cluster: 'tiny', services: ['api', 'nobody'] }));
    const eleven = new DescribeServicesCommand({
      cluster: 'tiny',
      services: Array.from({ length: 11 }, (_, i) => `s${i}`),
    });

    expect(found.services?.[0]).toMatchObject({ serviceName: 'api', runningCount: 3, desiredCount: 3 });
    expect(found.services?.[0]?.deployments?.[0]).toMatchObject({ status: 'PRIMARY', rolloutState: 'COMPLETED' });
    expect(found.services?.[0]?.events?.[0]?.message).toBe('(service api) has reached a steady state.');
    expect(found.failures).toEqual([{ arn: 'nobody', reason: 'MISSING' }]);
    await expect(clients.ecs.send(eleven)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(clients.ecs.send(new ListServicesCommand({ cluster: 'nobody' }))).rejects.toMatchObject({
      name: 'ClusterNotFoundException',
    });
  });

  it('describes tasks and their definition', async () => {
    const { taskArns } = await clients.ecs.send(new ListTasksCommand({ cluster: 'tiny', serviceName: 'api' }));
    const { tasks } = await clients.ecs.send(new DescribeTasksCommand({ cluster: 'tiny', tasks: taskArns }));
    const definition = await clients.ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: tasks?.[0]?.taskDefinitionArn }),
    );

    expect(tasks?.[0]).toMatchObject({ lastStatus: 'RUNNING', desiredStatus: 'RUNNING', group: 'service:api' });
    expect(tasks?.[0]?.startedAt).toBeInstanceOf(Date);
    expect(definition.taskDefinition?.containerDefinitions?.[0]?.logConfiguration?.options).toMatchObject({
      'awslogs-group': '/ecs/tiny/api',
    });
  });

  it('knows deployments', async () => {
    const listed = await clients.ecs.send(new ListServiceDeploymentsCommand({ cluster: 'tiny', service: 'api' }));
    const arn = listed.serviceDeployments?.[0]?.serviceDeploymentArn ?? '';
    const { serviceDeployments } = await clients.ecs.send(
      new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }),
    );

    expect(serviceDeployments?.[0]?.status).toBe('SUCCESSFUL');
  });
});

describe('the stand-in as CloudWatch Logs', () => {
  const window = { startTime: from.getTime() - 60 * 60_000, endTime: to.getTime() };

  it('lists groups and finds lines by pattern', async () => {
    const groups = await clients.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/ecs/tiny' }));
    const found = await clients.logs.send(
      new FilterLogEventsCommand({ logGroupName: '/ecs/tiny/jobs', filterPattern: '?"quota 90%" ?never', ...window }),
    );
    const none = await clients.logs.send(
      new FilterLogEventsCommand({ logGroupName: '/ecs/tiny/jobs', filterPattern: '"no such words"', ...window }),
    );

    expect(groups.logGroups?.map(({ logGroupName }) => logGroupName)).toEqual(['/ecs/tiny/api', '/ecs/tiny/jobs']);
    expect(found.events?.[0]?.message).toContain('quota 90% used');
    expect(none.events).toEqual([]);
    await expect(clients.logs.send(new FilterLogEventsCommand({ logGroupName: 'nobody' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(
      clients.logs.send(new FilterLogEventsCommand({ logGroupName: '/ecs/tiny/jobs', filterPattern: '(unbalanced' })),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('runs a query that takes a moment', async () => {
    const started = await clients.logs.send(
      new StartQueryCommand({
        logGroupName: '/ecs/tiny/api',
        startTime: from.getTime() / 1000,
        endTime: to.getTime() / 1000,
        queryString:
          'fields @timestamp, @message, @logStream | filter @message like /completed/ | sort @timestamp desc | limit 5',
      }),
    );
    const first = await clients.logs.send(new GetQueryResultsCommand({ queryId: started.queryId }));
    const second = await clients.logs.send(new GetQueryResultsCommand({ queryId: started.queryId }));

    expect(first.status).toBe('Running');
    expect(second.status).toBe('Complete');
    expect(second.results).toHaveLength(5);
    expect(second.results?.[0]?.map(({ field }) => field)).toEqual(['@timestamp', '@message', '@logStream', '@ptr']);
    expect((await clients.logs.send(new StopQueryCommand({ queryId: started.queryId }))).success).toBe(true);
    await expect(clients.logs.send(new GetQueryResultsCommand({ queryId: 'nobody' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('the stand-in as CloudTrail', () => {
  it('filters by one attribute, newest first', async () => {
    const all = await clients.cloudtrail.send(new LookupEventsCommand({ StartTime: new Date(anchor - 3_600_000) }));
    const one = await clients.cloudtrail.send(
      new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'ModifyListener' }] }),
    );

    expect(all.Events?.map(({ EventName }) => EventName)).toEqual(['ModifyListener', 'PutParameter']);
    expect(one.Events).toHaveLength(1);
    expect(one.Events?.[0]?.Resources?.[0]?.ResourceName).toBe(await loadBalancer());
    expect(JSON.parse(one.Events?.[0]?.CloudTrailEvent ?? '{}')).toMatchObject({
      eventName: 'ModifyListener',
      readOnly: false,
    });
  });

  it('refuses two attributes and more than fifty a page', async () => {
    const attribute = { AttributeKey: 'EventName' as const, AttributeValue: 'x' };

    await expect(
      clients.cloudtrail.send(new LookupEventsCommand({ LookupAttributes: [attribute, attribute] })),
    ).rejects.toMatchObject({
      name: 'InvalidLookupAttributesException',
    });
    await expect(clients.cloudtrail.send(new LookupEventsCommand({ MaxResults: 51 }))).rejects.toMatchObject({
      name: 'InvalidMaxResultsException',
    });
  });
});

describe('the stand-in as S3 and STS', () => {
  it('lists by prefix and start, page by page, and gives an object or a part of it', async () => {
    const day = 'AWSLogs/123456789012/elasticloadbalancing/us-east-1/2026/11/23/';
    const first = await clients.s3.send(new ListObjectsV2Command({ Bucket: 'tiny-logs', Prefix: day }));
    const next = await clients.s3.send(
      new ListObjectsV2Command({ Bucket: 'tiny-logs', Prefix: day, ContinuationToken: first.NextContinuationToken }),
    );
    const [one, two] = first.Contents ?? [];
    const after = await clients.s3.send(
      new ListObjectsV2Command({ Bucket: 'tiny-logs', Prefix: day, StartAfter: one?.Key }),
    );
    const whole = await clients.s3.send(new GetObjectCommand({ Bucket: 'tiny-logs', Key: one?.Key }));
    const bytes = await whole.Body?.transformToByteArray();
    const part = await clients.s3.send(
      new GetObjectCommand({ Bucket: 'tiny-logs', Key: one?.Key, Range: 'bytes=0-9' }),
    );

    expect(first.IsTruncated).toBe(true);
    expect(next.Contents?.[0]?.Key).not.toBe(two?.Key);
    expect(after.Contents?.[0]?.Key).toBe(two?.Key);
    expect(gunzipSync(bytes ?? new Uint8Array()).toString()).toContain('app/tiny-alb/');
    expect(part.ContentRange).toBe(`bytes 0-9/${one?.Size}`);
    expect((await part.Body?.transformToByteArray())?.length).toBe(10);
  });

  it('refuses as S3 does', async () => {
    await expect(clients.s3.send(new ListObjectsV2Command({ Bucket: 'nobody' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    await expect(clients.s3.send(new GetObjectCommand({ Bucket: 'tiny-logs', Key: 'nothing' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
  });

  it('says who calls', async () => {
    expect((await clients.sts.send(new GetCallerIdentityCommand({}))).Account).toBe('123456789012');
  });

  it('turns away a call without a signature', async () => {
    const response = await fetch(`${aws.endpoint}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=DescribeLoadBalancers&Version=2015-12-01',
    });

    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Code>MissingAuthenticationToken</Code>');
  });
});
