import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeLifecycleHooksCommand,
  DescribeScalingActivitiesCommand,
} from '@aws-sdk/client-auto-scaling';
import {
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  type DescribeInstancesCommandInput,
  DescribeVolumesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeEndpoint } from '../../../sandbox/aws/endpoint.ts';
import { Faults } from '../../../sandbox/aws/faults.ts';
import { Stats } from '../../../sandbox/aws/stats.ts';
import type { AutoScalingGroupRecord, InstanceRecord } from '../../../sandbox/aws/world/instance-records.ts';
import { anchor, tiny } from '../world.ts';

const before = (minutes: number) => anchor - minutes * 60_000;
const instance = (id: string, rest: Partial<InstanceRecord> = {}): InstanceRecord => ({
  id,
  type: 't3.medium',
  image: 'ami-0a1b2c3d4e5f60718',
  ip: '10.0.1.7',
  zone: 'us-east-1a',
  subnet: 'subnet-0a',
  interfaceId: `eni-${id.slice(2)}`,
  securityGroups: ['sg-0a'],
  launchedAt: before(60),
  tags: { Name: 'shop <web> & co' },
  states: [
    { at: before(60), state: 'pending' },
    { at: before(59), state: 'running' },
  ],
  checks: [{ at: before(57), system: 'ok', instance: 'ok' }],
  ...rest,
});
const instances = [
  instance('i-0aaa'),
  instance('i-0bbb', { checks: [{ at: before(5), system: 'ok', instance: 'impaired' }] }),
  instance('i-0ccc', {
    states: [{ at: before(9), state: 'stopped', reason: 'Client.UserInitiatedShutdown: User initiated shutdown' }],
  }),
];
const group: AutoScalingGroupRecord = {
  name: 'shop-asg',
  arn: 'arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0a:autoScalingGroupName/shop-asg',
  createdAt: before(9_000),
  launchTemplate: { id: 'lt-0a', name: 'shop' },
  healthCheckType: 'ELB',
  grace: 300,
  targetGroupArns: ['arn:tg'],
  zones: ['us-east-1a'],
  subnets: ['subnet-0a', 'subnet-0b'],
  suspended: [],
  tags: { team: 'shop' },
  hooks: [{ name: 'drain', transition: 'autoscaling:EC2_INSTANCE_TERMINATING', timeout: 120, otherwise: 'CONTINUE' }],
  policies: [],
  sizes: [{ at: before(9_000), min: 2, max: 6, desired: 3, version: 4 }],
  members: [
    {
      instanceId: 'i-0aaa',
      zone: 'us-east-1a',
      type: 't3.medium',
      version: 4,
      states: [{ at: before(59), state: 'InService', healthy: true }],
    },
  ],
  activities: [
    {
      id: 'a-1',
      at: before(1),
      endedAt: anchor + 60_000,
      description: 'Terminating EC2 instance: i-0ccc',
      cause: 'c',
      status: 'Successful',
    },
  ],
  refreshes: [],
};

let server: Server;
let ec2: EC2Client;
let autoScaling: AutoScalingClient;
const faults = new Faults();

beforeAll(async () => {
  const { history } = await tiny();
  const world = { ...history, instances, autoScalingGroups: [group] };
  const context = () => ({ history: world, now: anchor, pageSize: 2 }) as never;
  const answer = makeEndpoint({ context, faults, stats: new Stats() });
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const reply = await answer(request, new URL(request.url ?? '/', 'http://localhost'), Buffer.concat(chunks));
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const config = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: history.region,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    maxAttempts: 1,
  };
  ec2 = new EC2Client(config);
  autoScaling = new AutoScalingClient(config);
});
afterAll(async () => {
  ec2.destroy();
  autoScaling.destroy();
  await new Promise((done) => server.close(done));
});

const idsOf = async (input: DescribeInstancesCommandInput) => {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand(input));
  return Reservations.flatMap((each) => each.Instances ?? []).map((each) => each.InstanceId);
};

describe('the stand-in as EC2', () => {
  it('reads flat lists and filters, and pages', async () => {
    const first = await ec2.send(new DescribeInstancesCommand({}));

    expect(await idsOf({ InstanceIds: ['i-0ccc', 'i-0aaa'] })).toEqual(['i-0aaa', 'i-0ccc']);
    expect(await idsOf({ Filters: [{ Name: 'instance-state-name', Values: ['stopped', 'stopping'] }] })).toEqual([
      'i-0ccc',
    ]);
    expect(await idsOf({ Filters: [{ Name: 'tag:Name', Values: ['shop*'] }], NextToken: first.NextToken })).toEqual([
      'i-0ccc',
    ]);
  });

  it('writes nested lists, times and text that is no XML', async () => {
    const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: ['i-0aaa'] }));

    expect(found.Reservations?.[0]?.Instances?.[0]).toMatchObject({
      LaunchTime: new Date(before(60)),
      State: { Code: 16, Name: 'running' },
      Tags: [{ Key: 'Name', Value: 'shop <web> & co' }],
      SecurityGroups: [{ GroupId: 'sg-0a' }],
      NetworkInterfaces: [{ PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: '10.0.1.7' }] }],
    });
    expect(found.$metadata.requestId).toMatch(/-/);
  });

  it('tells the status checks of running instances, and of all when asked', async () => {
    const running = await ec2.send(new DescribeInstanceStatusCommand({}));
    const all = await ec2.send(
      new DescribeInstanceStatusCommand({ InstanceIds: ['i-0ccc'], IncludeAllInstances: true }),
    );

    expect(running.InstanceStatuses?.map((each) => each.InstanceStatus?.Status)).toEqual(['ok', 'impaired']);
    expect(all.InstanceStatuses?.[0]?.SystemStatus?.Status).toBe('not-applicable');
  });

  it('refuses as EC2 does', async () => {
    await expect(ec2.send(new DescribeInstancesCommand({ InstanceIds: ['i-0ddd'] }))).rejects.toMatchObject({
      name: 'InvalidInstanceID.NotFound',
      message: "The instance ID 'i-0ddd' does not exist",
    });
    await expect(ec2.send(new DescribeVolumesCommand({}))).rejects.toMatchObject({ name: 'InvalidAction' });
    await expect(ec2.send(new DescribeInstancesCommand({ Filters: [{ Name: 'x', Values: ['y'] }] }))).rejects.toThrow(
      "The filter 'x' is invalid",
    );
  });

  it('has its own words for a denial', async () => {
    faults.set([{ operation: 'ec2:*', kind: 'denied' }]);

    await expect(ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      $metadata: { httpStatusCode: 403 },
    });
    faults.set([]);
  });
});

describe('the stand-in as Auto Scaling', () => {
  it('tells groups with their members, and a running activity', async () => {
    const groups = await autoScaling.send(new DescribeAutoScalingGroupsCommand({}));
    const activities = await autoScaling.send(
      new DescribeScalingActivitiesCommand({ AutoScalingGroupName: 'shop-asg' }),
    );

    expect(groups.AutoScalingGroups?.[0]).toMatchObject({
      MaxSize: 6,
      VPCZoneIdentifier: 'subnet-0a,subnet-0b',
      Instances: [{ InstanceId: 'i-0aaa', LifecycleState: 'InService', LaunchTemplate: { Version: '4' } }],
    });
    expect(activities.Activities?.[0]).toMatchObject({ StatusCode: 'InProgress', StartTime: new Date(before(1)) });
    expect(activities.Activities?.[0]?.EndTime).toBeUndefined();
  });

  it('refuses a group that it does not have', async () => {
    await expect(
      autoScaling.send(new DescribeLifecycleHooksCommand({ AutoScalingGroupName: 'x' })),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });
});
