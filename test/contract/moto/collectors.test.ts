import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeAws } from '../../../src/aws/index.ts';
import { type EvidenceKind, evidenceKinds } from '../../../src/domain/evidence.ts';
import type { Aws, Collection } from '../../../src/domain/ports.ts';
import { windowOf } from '../../../src/domain/window.ts';
import { buildStack, region } from './build-stack.ts';
import { type Moto, startMoto } from './start-moto.ts';

const minute = 60_000;
const now = Math.floor(Date.now() / minute) * minute;
const at = now - 12 * minute;
const signal = new AbortController().signal;

describe('on moto', () => {
  let moto: Moto;
  let aws: Aws;
  let stack: Awaited<ReturnType<typeof buildStack>>;
  let collection: Collection;

  const statusOf = (kind: EvidenceKind) => collection.evidence[kind]?.status;

  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
    moto = await startMoto();
    stack = await buildStack({ endpoint: moto.endpoint, at });
    aws = makeAws({
      profiles: [],
      region,
      deadlineMs: 30_000,
      endpoint: moto.endpoint,
      clock: { now: () => new Date() },
    });
    const located = await aws.locate('shop-alb', { signal });
    if (located.status !== 'found') throw new Error(`shop-alb is ${located.status}`);
    const window = windowOf(new Date(now - 30 * minute), new Date(now));
    collection = await aws.collect({ scope: located.scope, window, kinds: evidenceKinds, signal });
  }, 300_000);

  afterAll(() => moto?.stop());

  it('locates by name, beginning, ARN and DNS name', async () => {
    const found = { status: 'found', scope: { arn: stack.albArn, account: '123456789012', region } };
    const byName = await aws.locate('shop-alb', { signal });
    expect(byName).toMatchObject(found);
    expect(await aws.locate('shop', { signal })).toMatchObject(found);
    expect(await aws.locate(stack.albArn, { signal })).toMatchObject(found);
    if (byName.status !== 'found') return;
    expect(await aws.locate(`https://${byName.scope.dnsName}/cart`, { signal })).toMatchObject(found);
  });

  it('gives the nearest name when there is none', async () => {
    expect(await aws.locate('shpo-alb', { signal })).toMatchObject({
      status: 'not-found',
      nearest: [{ name: 'shop-alb' }],
    });
  });

  it('reads the load balancer, its attributes and listeners', () => {
    expect(collection.evidence.loadBalancer).toMatchObject({
      status: 'complete',
      value: { name: 'shop-alb', type: 'application', zones: expect.arrayContaining(['us-east-1a']) },
    });
    expect(collection.evidence.loadBalancerAttributes).toMatchObject({
      status: 'complete',
      value: {
        idleTimeoutSeconds: 75,
        accessLogs: { enabled: true, bucket: 'shop-alb-logs', prefix: 'prod' },
      },
    });
    expect(collection.evidence.listeners).toMatchObject({
      status: 'complete',
      value: [{ port: 80, rules: [{ actions: [{ type: 'forward', targetGroups: [{ arn: stack.groupArn }] }] }] }],
    });
  });

  it('reads target groups and the health of their targets', () => {
    expect(collection.evidence.targetGroups).toMatchObject({
      status: 'complete',
      value: [
        {
          name: 'shop-api',
          port: 3000,
          targetType: 'ip',
          deregistrationDelaySeconds: 300,
          healthCheck: { path: '/health' },
        },
      ],
    });
    expect(collection.evidence.targetHealth).toMatchObject({
      status: 'complete',
      value: [{ targetGroupArn: stack.groupArn, id: '10.0.11.54', port: 3000, state: 'healthy' }],
    });
  });

  it('reads metrics', () => {
    const { metrics } = collection.evidence;
    expect(metrics?.status).toBe('complete');
    if (metrics?.status !== 'complete') return;
    const withPoints = metrics.value.series.filter(({ points }) => points.length > 0);
    expect(withPoints.map(({ metric, points }) => [metric, points])).toEqual([
      ['RequestCount', [{ at: new Date(at).toISOString(), value: 120 }]],
      ['HTTPCode_ELB_502_Count', [{ at: new Date(at).toISOString(), value: 3 }]],
    ]);
  });

  it('finds the ECS service behind the target group, its tasks and its task definition', () => {
    expect(collection.evidence.ecsServices).toMatchObject({
      status: 'complete',
      value: [{ name: 'api', cluster: 'shop', launchType: 'FARGATE', loadBalancers: [{ containerPort: 3000 }] }],
    });
    expect([statusOf('ecsTasks'), statusOf('ecsStoppedTasks')]).toEqual(['complete', 'complete']);
    expect(collection.evidence.taskDefinitions).toMatchObject({
      status: 'complete',
      value: [
        {
          family: 'shop-api',
          revision: 1,
          cpu: 256,
          memory: 512,
          containers: [{ environment: { PORT: '3000', DB_PASSWORD: '<redacted:secret:1>' }, logGroup: '/ecs/shop' }],
        },
      ],
    });
  });

  it('reads the lines of the application', () => {
    expect(collection.evidence.applicationLogs).toMatchObject({
      value: [{ group: '/ecs/shop', matches: [{ tag: 'node.sock', count: 1 }] }],
    });
    expect(JSON.stringify(collection.evidence)).not.toContain('canary.person@example.org');
  });

  it('reads the access log from S3', () => {
    expect(collection.evidence.accessLog).toMatchObject({
      status: 'complete',
      value: { objects: 1, rows: 3, skippedRows: 0, statusPairs: [{ elb: 502, target: null, count: 3 }] },
    });
  });

  it('makes a gap of what this AWS does not have', () => {
    expect(collection.evidence.changes).toMatchObject({ status: 'missing', gaps: [{ collector: 'changes' }] });
    expect(collection.evidence.baselineMetrics).toMatchObject({ status: 'missing', gaps: [{ reason: 'empty' }] });
  });

  it('needs at most 6 dependent round trips', () => {
    expect(collection.cost.roundTrips).toBeLessThanOrEqual(6);
  });
});
