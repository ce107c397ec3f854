import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeServicesCommand, ListClustersCommand, ListServicesCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand, DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { iamActions, makeAws } from '../../src/aws/index.ts';
import { iamAction } from '../../src/aws/sending.ts';
import { type EvidenceKind, evidenceKinds } from '../../src/domain/evidence.ts';
import type { Collection } from '../../src/domain/ports.ts';
import {
  awsError,
  clock,
  type MockedAccount,
  mockAccount,
  operationsCalled,
  region,
  window,
} from '../support/aws-account.ts';
import { mockWholeAccount } from '../support/machine-account.ts';

const signal = new AbortController().signal;

async function check(kinds: readonly EvidenceKind[] = evidenceKinds, deadlineMs = 20_000): Promise<Collection> {
  const aws = makeAws({ profiles: [], region, deadlineMs, clock });
  const located = await aws.locate('shop-alb', { signal });
  if (located.status !== 'found') throw new Error('the mocked account has one');
  return aws.collect({ scope: located.scope, window, kinds, signal });
}

function statuses({ evidence }: Collection): Readonly<Record<string, string>> {
  return Object.fromEntries(evidenceKinds.map((kind) => [kind, evidence[kind]?.status ?? 'not asked']));
}

/** The service of an operation, as its mocked client. */
function clientOf(mocked: MockedAccount, operation: string) {
  const { elb, ...others } = mocked;
  const clients = { elasticloadbalancing: elb, ...others };
  return clients[operation.split(':')[0] as keyof typeof clients];
}

describe('collect', () => {
  it('brings every kind completely, with ids in the order of the kinds', async () => {
    mockAccount();

    const { evidence } = await check();

    expect(Object.values(evidence).map((one) => one.status)).toEqual(evidenceKinds.map(() => 'complete'));
    expect(Object.values(evidence).map((one) => (one.status === 'missing' ? '' : one.ref.id))).toEqual(
      evidenceKinds.map((_, at) => `ev_${at + 1}`),
    );
  });

  it('needs at most 6 dependent round trips, and says what it cost', async () => {
    mockAccount();

    const { cost, objects } = await check();

    expect(cost.roundTrips).toBe(6);
    expect(cost.callsByApi).toMatchObject({
      'ecs:DescribeTaskDefinition': 2,
      's3:GetObject': 3,
      'cloudtrail:LookupEvents': 1,
    });
    expect(cost.calls).toBe(Object.values(cost.callsByApi).reduce((sum, calls) => sum + calls, 0));
    expect(cost.usd).toBeGreaterThan(0);
    // The access log, the health-check log and the connection log.
    expect(objects).toHaveLength(3);
    expect(objects[0]).toEqual({ uri: expect.stringMatching(/^s3:\/\/shop-logs\/AWSLogs\//), bytes: 500, etag: '"e"' });
  });

  it('calls nothing that is not in the generated policy, and everything that is but the long logs', async () => {
    const mocked = mockWholeAccount();
    await check();

    const called = operationsCalled(mocked).map(iamAction);

    const forLongWindows = ['logs:GetQueryResults', 'logs:StartQuery', 'logs:StopQuery'];
    const forAlarms = ['cloudwatch:DescribeAlarms', 'cloudwatch:ListTagsForResource'];
    // Asked only where the other call, which says more, is refused.
    const inItsPlace = ['ec2:DescribeSecurityGroupRules'];
    // Containers name their log groups; those of instances and pods are looked for.
    const forStrangers = ['logs:DescribeLogGroups', 'logs:DescribeLogStreams'];
    const others = [...forStrangers, ...forLongWindows, ...forAlarms, ...inItsPlace];
    expect([...new Set([...called, ...others])].toSorted()).toEqual(iamActions());
  });

  it('asks only for what it needs', async () => {
    const mocked = mockAccount();

    const collection = await check(['targetHealth']);

    expect(Object.keys(collection.evidence)).toEqual(['targetHealth']);
    expect(operationsCalled(mocked)).toEqual([
      'ecs:ListClusters',
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeTargetGroups',
      'elasticloadbalancing:DescribeTargetHealth',
    ]);
  });

  it('turns a denied action into a gap that names it, and brings everything else', async () => {
    mockAccount().elb.on(DescribeTargetHealthCommand).rejects(awsError('AccessDeniedException'));

    const collection = await check();

    expect(collection.evidence.targetHealth).toEqual({
      status: 'missing',
      gaps: [
        {
          collector: 'targetHealth',
          reason: 'denied',
          action: 'elasticloadbalancing:DescribeTargetHealth',
          detail: expect.stringContaining('AccessDeniedException'),
        },
      ],
    });
    const { targetHealth, network, flowRecords, ...others } = statuses(collection);
    // Whose interfaces to look for is not known then.
    expect([targetHealth, network, flowRecords]).toEqual(['missing', 'partial', 'missing']);
    expect(Object.values(others).filter((status) => status !== 'complete')).toEqual([]);
  });

  it.each(['AccessDeniedException', 'InvalidAction', 'ThrottlingException', 'ServiceUnavailable'])(
    'still brings everything else when ECS answers %s to all',
    async (name) => {
      mockAccount().ecs.rejects(awsError(name)).on(ListClustersCommand).rejects(awsError(name));

      const found = statuses(await check());

      const needEcs = ['ecsServices', 'ecsTasks', 'ecsStoppedTasks', 'taskDefinitions', 'applicationLogs'];
      const missing = Object.entries(found).filter(([, status]) => status !== 'complete');
      // What names the services or is named by them is read from elsewhere, and says that it is not whole.
      const useEcs = ['scaling', 'dataStores', 'deployments'];
      expect(missing).toEqual([
        ...needEcs.map((kind) => [kind, 'missing']),
        ...useEcs.map((kind) => [kind, 'partial']),
      ]);
    },
  );

  it('never lets one operation that fails hide as a complete kind, nor take all with it', async () => {
    const full = mockAccount();
    await check();
    const operations = operationsCalled(full).filter((one) => one !== 'elasticloadbalancing:DescribeLoadBalancers');

    for (const operation of operations) {
      const mocked = mockAccount();
      const found = statuses(await failing(mocked, operation));
      const hurt = Object.values(found).filter((status) => status !== 'complete');
      expect({ operation, hurt: hurt.length > 0 && hurt.length < evidenceKinds.length }).toEqual({
        operation,
        hurt: true,
      });
    }
  });

  it('calls throttling by its name', async () => {
    mockAccount().cloudwatch.on(GetMetricDataCommand).rejects(awsError('ThrottlingException'));

    const { evidence } = await check(['metrics']);

    expect(evidence.metrics).toMatchObject({ status: 'missing', gaps: [{ reason: 'throttled', action: null }] });
  });

  it('gives what was read before paging broke off, and says so', async () => {
    mockAccount()
      .logs.on(FilterLogEventsCommand)
      .resolvesOnce({ events: [{ timestamp: 1_795_168_920_000, message: 'Error: read ECONNRESET' }], nextToken: 'n' })
      .rejects(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));

    const { evidence } = await check(['applicationLogs']);

    expect(evidence.applicationLogs).toMatchObject({
      status: 'partial',
      value: [{ group: '/ecs/shop', lines: 1 }],
      gaps: [{ reason: 'cut-off' }],
    });
  });

  it('does not wait for what hangs: the deadline makes it a gap and the rest stands', async () => {
    mockAccount()
      .ecs.on(DescribeServicesCommand)
      .callsFake(() => new Promise(() => undefined));

    const collection = await check(evidenceKinds, 1_000);

    expect(collection.evidence.ecsServices).toMatchObject({ status: 'missing', gaps: [{ reason: 'timed-out' }] });
    expect(statuses(collection)).toMatchObject({
      metrics: 'complete',
      accessLog: 'complete',
      targetHealth: 'complete',
    });
  });

  it('does not take an empty list of target groups for an unread one', async () => {
    mockAccount().elb.on(DescribeTargetGroupsCommand).rejects(awsError('InternalFailure'));

    const { evidence } = await check(['targetGroups', 'ecsServices']);

    expect(evidence.targetGroups).toMatchObject({ status: 'missing', gaps: [{ reason: 'failed' }] });
    expect(evidence.ecsServices).toMatchObject({ status: 'missing', gaps: [{ reason: 'failed' }] });
  });

  it('brings the load balancer’s own metrics without the target groups, and names what was refused', async () => {
    mockAccount().elb.on(DescribeTargetGroupsCommand).rejects(awsError('AccessDeniedException'));

    const { evidence } = await check(['metrics', 'baselineMetrics']);

    for (const kind of ['metrics', 'baselineMetrics'] as const) {
      const collected = evidence[kind];
      if (collected?.status !== 'partial') throw new Error(`${kind} is ${collected?.status}`);
      expect(collected.gaps).toMatchObject([{ reason: 'denied', action: 'elasticloadbalancing:DescribeTargetGroups' }]);
      const dimensions = collected.value.series.map((one) => Object.keys(one.dimensions).join(' '));
      expect(dimensions).toContain('LoadBalancer');
      expect(dimensions.filter((names) => names.includes('TargetGroup'))).toEqual([]);
    }
  });

  it.each([
    ['ecs:DescribeServices', DescribeServicesCommand],
    ['ecs:ListServices', ListServicesCommand],
  ])('names a refused %s also when the target groups are refused', async (action, command) => {
    const { elb, ecs } = mockAccount();
    elb.on(DescribeTargetGroupsCommand).rejects(awsError('AccessDeniedException'));
    ecs.on(command as typeof DescribeServicesCommand).rejects(awsError('AccessDeniedException'));

    const { evidence } = await check(['ecsServices']);

    const gaps = evidence.ecsServices?.status === 'missing' ? evidence.ecsServices.gaps : [];
    expect(gaps.map((gap) => gap.action).sort()).toEqual([action, 'elasticloadbalancing:DescribeTargetGroups']);
  });

  it('names what was refused on the way as well as what it broke on in the end', async () => {
    const { ecs } = mockAccount();
    const denied = awsError('AccessDeniedException');
    ecs.on(ListClustersCommand).resolves({ clusterArns: ['arn:c1', 'arn:c2'] });
    ecs
      .on(ListServicesCommand)
      .resolves({ serviceArns: ['arn:s1'] })
      .on(ListServicesCommand, { cluster: 'arn:c1' })
      .rejects(denied);
    ecs.on(DescribeServicesCommand).rejects(denied);

    const { evidence } = await check(['ecsServices']);

    const gaps = evidence.ecsServices?.status === 'missing' ? evidence.ecsServices.gaps : [];
    expect(gaps.map((gap) => gap.action).sort()).toEqual(['ecs:DescribeServices', 'ecs:ListServices']);
  });

  it('tells of no ECS service when every service was read', async () => {
    mockAccount().ecs.on(DescribeServicesCommand).resolves({ services: [] });

    expect((await check(['ecsServices'])).evidence.ecsServices).toMatchObject({ status: 'complete', value: [] });
  });

  it('does not tell of no ECS service when the clusters were read in part', async () => {
    const { ecs } = mockAccount();
    ecs.on(DescribeServicesCommand).resolves({ services: [] });
    ecs
      .on(ListClustersCommand)
      .resolvesOnce({ clusterArns: ['c1'], nextToken: 'n' })
      .rejects(awsError('ServerException'));

    expect((await check(['ecsServices'])).evidence.ecsServices).toMatchObject({
      status: 'missing',
      gaps: [{ reason: 'cut-off' }],
    });
  });

  it('rejects with the reason when the person gives up', async () => {
    mockAccount()
      .ecs.on(DescribeServicesCommand)
      .callsFake(() => new Promise(() => undefined));
    const aws = makeAws({ profiles: [], region, deadlineMs: 20_000, clock });
    const located = await aws.locate('shop-alb', { signal });
    if (located.status !== 'found') throw new Error('the mocked account has one');
    const stop = new AbortController();

    const going = aws.collect({ scope: located.scope, window, kinds: ['ecsServices'], signal: stop.signal });
    stop.abort(new Error('never mind'));

    await expect(going).rejects.toThrow('never mind');
  });

  it('tells progress by collector', async () => {
    mockAccount().s3.on(GetObjectCommand).rejects(awsError('AccessDenied'));
    const told: string[] = [];
    const aws = makeAws({ profiles: [], region, deadlineMs: 20_000, clock });
    const located = await aws.locate('shop-alb', { signal });
    if (located.status !== 'found') throw new Error('the mocked account has one');

    await aws.collect({
      scope: located.scope,
      window,
      kinds: ['loadBalancer', 'accessLog'],
      signal,
      onProgress: ({ collector, state, note }) => told.push([collector, state, note].join(' ').trim()),
    });

    expect(told.toSorted()).toEqual([
      'accessLog failed denied',
      'accessLog running',
      'loadBalancer done load balancer shop-alb',
      'loadBalancer running',
    ]);
  });
});

/** Runs a check in which one operation is denied. */
async function failing(mocked: MockedAccount, operation: string): Promise<Collection> {
  const client = clientOf(mocked, operation);
  const name = `${operation.split(':')[1]}Command`;
  const commands = await import(`@aws-sdk/client-${packages[operation.split(':')[0] ?? '']}`);
  (client as MockedAccount['ecs']).on(commands[name]).rejects(awsError('AccessDeniedException'));
  return check();
}

const packages: Readonly<Record<string, string>> = {
  elasticloadbalancing: 'elastic-load-balancing-v2',
  cloudwatch: 'cloudwatch',
  logs: 'cloudwatch-logs',
  s3: 's3',
  ecs: 'ecs',
  cloudtrail: 'cloudtrail',
  ec2: 'ec2',
  acm: 'acm',
  autoscaling: 'auto-scaling',
  'application-autoscaling': 'application-auto-scaling',
  lambda: 'lambda',
  rds: 'rds',
  elasticache: 'elasticache',
  codedeploy: 'codedeploy',
  cloudformation: 'cloudformation',
};
