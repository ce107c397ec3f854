import { gzipSync } from 'node:zlib';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  ModifyLoadBalancerAttributesCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { made502 } from '../../support/alb-log.ts';

export const region = 'us-east-1';
const account = '123456789012';
const bucket = 'shop-alb-logs';
const minute = 60_000;

export interface Stack {
  readonly endpoint: string;
  /** Minutes of the incident, epoch ms. */
  readonly at: number;
}

/** Makes a load balancer with a Fargate service behind it, and what it would have written, through the SDK. */
export async function buildStack({
  endpoint,
  at,
}: Stack): Promise<{ readonly albArn: string; readonly groupArn: string }> {
  const config = { endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const elb = new ElasticLoadBalancingV2Client(config);
  const subnets = await subnetsOf(endpoint);
  const { LoadBalancers: [alb] = [] } = await elb.send(
    new CreateLoadBalancerCommand({ Name: 'shop-alb', Subnets: subnets.slice(0, 2).map(({ id }) => id) }),
  );
  await elb.send(
    new CreateLoadBalancerCommand({ Name: 'media-alb', Subnets: subnets.slice(0, 2).map(({ id }) => id) }),
  );
  const { TargetGroups: [group] = [] } = await elb.send(
    new CreateTargetGroupCommand({
      Name: 'shop-api',
      Protocol: 'HTTP',
      Port: 3000,
      VpcId: subnets[0]?.vpc,
      TargetType: 'ip',
      HealthCheckPath: '/health',
    }),
  );
  const albArn = alb?.LoadBalancerArn ?? '';
  const groupArn = group?.TargetGroupArn ?? '';
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: albArn,
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'forward', TargetGroupArn: groupArn }],
    }),
  );
  await elb.send(new RegisterTargetsCommand({ TargetGroupArn: groupArn, Targets: [{ Id: '10.0.11.54', Port: 3000 }] }));
  const dimension = albArn.split(':loadbalancer/')[1] ?? '';
  await writeAccessLog(new S3Client({ ...config, forcePathStyle: true }), dimension, at);
  await elb.send(
    new ModifyLoadBalancerAttributesCommand({
      LoadBalancerArn: albArn,
      Attributes: [
        { Key: 'idle_timeout.timeout_seconds', Value: '75' },
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.bucket', Value: bucket },
        { Key: 'access_logs.s3.prefix', Value: 'prod' },
      ],
    }),
  );
  await runService(new ECSClient(config), groupArn);
  await writeMetrics(new CloudWatchClient(config), dimension, at);
  await writeLines(new CloudWatchLogsClient(config), at);
  return { albArn, groupArn };
}

/** EC2 is not among our clients; moto tells services apart by the credential scope. */
async function subnetsOf(endpoint: string): Promise<readonly { readonly id: string; readonly vpc: string }[]> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/ec2/aws4_request, SignedHeaders=host, Signature=x`,
    },
    body: 'Action=DescribeSubnets&Version=2016-11-15',
  });
  const xml = await answer.text();
  const ids = [...xml.matchAll(/<subnetId>([^<]+)</g)].map(([, id = '']) => id);
  const vpcs = [...xml.matchAll(/<vpcId>([^<]+)</g)].map(([, id = '']) => id);
  return ids.map((id, index) => ({ id, vpc: vpcs[index] ?? '' }));
}

async function writeAccessLog(s3: S3Client, dimension: string, at: number): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket: bucket,
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: 'arn:aws:iam::127311923021:root' },
            Action: 's3:PutObject',
            Resource: `arn:aws:s3:::${bucket}/prod/AWSLogs/${account}/*`,
          },
        ],
      }),
    }),
  );
  const end = new Date(Math.ceil((at + 1) / (5 * minute)) * 5 * minute).toISOString();
  const day = end.slice(0, 10).replaceAll('-', '/');
  const name = `${account}_elasticloadbalancing_${region}_${dimension.replaceAll('/', '.')}_${end.slice(0, 16).replaceAll(/[-:]/g, '')}Z_10.0.0.1_3k2j.log.gz`;
  const rows = [0, 1, 2].map((second) =>
    made502({ loadBalancer: dimension, at: new Date(at + second * 1_000).toISOString() }),
  );
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: `prod/AWSLogs/${account}/elasticloadbalancing/${region}/${day}/${name}`,
      Body: gzipSync(`${rows.join('\n')}\n`),
    }),
  );
}

async function runService(ecs: ECSClient, targetGroupArn: string): Promise<void> {
  await ecs.send(new CreateClusterCommand({ clusterName: 'shop' }));
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: 'shop-api',
      cpu: '256',
      memory: '512',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      containerDefinitions: [
        {
          name: 'api',
          image: 'shop/api:1',
          essential: true,
          environment: [
            { name: 'PORT', value: '3000' },
            { name: 'DB_PASSWORD', value: 'hunter2' },
          ],
          portMappings: [{ containerPort: 3000, protocol: 'tcp' }],
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': '/ecs/shop', 'awslogs-region': region, 'awslogs-stream-prefix': 'api' },
          },
        },
      ],
    }),
  );
  await ecs.send(
    new CreateServiceCommand({
      cluster: 'shop',
      serviceName: 'api',
      taskDefinition: 'shop-api',
      desiredCount: 1,
      launchType: 'FARGATE',
      loadBalancers: [{ targetGroupArn, containerName: 'api', containerPort: 3000 }],
    }),
  );
}

async function writeMetrics(cloudwatch: CloudWatchClient, LoadBalancer: string, at: number): Promise<void> {
  const put = (MetricName: string, Value: number) => ({
    MetricName,
    Value,
    Timestamp: new Date(at),
    Dimensions: [{ Name: 'LoadBalancer', Value: LoadBalancer }],
  });
  await cloudwatch.send(
    new PutMetricDataCommand({
      Namespace: 'AWS/ApplicationELB',
      MetricData: [put('HTTPCode_ELB_502_Count', 3), put('RequestCount', 120)],
    }),
  );
}

async function writeLines(logs: CloudWatchLogsClient, at: number): Promise<void> {
  const names = { logGroupName: '/ecs/shop', logStreamName: 'api/api/0123456789abcdef' };
  await logs.send(new CreateLogGroupCommand({ logGroupName: names.logGroupName }));
  await logs.send(new CreateLogStreamCommand(names));
  await logs.send(
    new PutLogEventsCommand({
      ...names,
      logEvents: [
        { timestamp: at, message: 'Error: read ECONNRESET while serving canary.person@example.org' },
        { timestamp: at + 1_000, message: 'all well' },
      ],
    }),
  );
}
