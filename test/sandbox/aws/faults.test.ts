import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { ListClustersCommand, ListServicesCommand } from '@aws-sdk/client-ecs';
import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type RunningAws, startAws } from '../../../sandbox/aws/server.ts';
import { anchor, tinyPath } from '../world.ts';
import { clientsOf } from './clients.ts';

let aws: RunningAws;
let clients: ReturnType<typeof clientsOf>;

beforeAll(async () => {
  aws = await startAws({ world: tinyPath, port: 0, now: new Date(anchor) });
  clients = clientsOf(aws.endpoint);
});
afterAll(() => aws.stop());
beforeEach(() => faults([]));

const faults = (list: readonly object[]) =>
  fetch(`${aws.endpoint}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(list) });
const clusters = () => clients.ecs.send(new ListClustersCommand({}));
const balancers = () => clients.elbv2.send(new DescribeLoadBalancersCommand({}));
const objects = () => clients.s3.send(new ListObjectsV2Command({ Bucket: 'tiny-logs' }));

describe('a fault set through /_sandbox/faults', () => {
  it('denies in the words of each protocol and names the action', async () => {
    await faults([{ operation: '*', kind: 'denied' }]);

    await expect(clusters()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(clusters()).rejects.toThrow('not authorized to perform: ecs:ListClusters');
    await expect(balancers()).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
    await expect(objects()).rejects.toThrow('s3:ListBucket');
  });

  it('throttles the first calls and then lets go', async () => {
    await faults([{ operation: 'ecs:ListClusters', kind: 'throttled', times: 2 }]);

    await expect(clusters()).rejects.toMatchObject({ name: 'ThrottlingException' });
    await expect(clusters()).rejects.toMatchObject({ name: 'ThrottlingException' });
    expect((await clusters()).clusterArns).toHaveLength(2);
  });

  it('begins after some calls, on one service only', async () => {
    await faults([{ operation: 'ecs:*', kind: 'denied', after: 1 }]);

    expect((await clusters()).clusterArns).toHaveLength(2);
    await expect(clients.ecs.send(new ListServicesCommand({ cluster: 'tiny' }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    expect((await balancers()).LoadBalancers).toHaveLength(2);
  });

  it.each([
    ['expired-token', 'ExpiredTokenException', 'ExpiredToken'],
    ['unrecognized-client', 'UnrecognizedClientException', 'InvalidClientTokenId'],
    ['internal-error', 'InternalServerError', 'InternalFailure'],
    ['throttled', 'ThrottlingException', 'Throttling'],
  ])('%s reads %s from JSON services and %s from Query ones', async (kind, json, query) => {
    await faults([{ operation: '*', kind }]);

    await expect(clusters()).rejects.toMatchObject({ name: json });
    await expect(balancers()).rejects.toMatchObject({ name: query });
  });

  it('drops the connection in the middle of an answer', async () => {
    await faults([{ operation: 'ecs:ListClusters', kind: 'cut-off' }]);

    await expect(clusters()).rejects.toThrow(/aborted|terminated|socket|ECONNRESET|JSON/i);
  });

  it('keeps a call waiting for as long as it says', async () => {
    await faults([{ operation: 'ecs:ListClusters', kind: 'slow', ms: 60_000 }]);
    const patience = AbortSignal.timeout(150);

    await expect(clients.ecs.send(new ListClustersCommand({}), { abortSignal: patience })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await faults([]);
  });

  it('is refused when it is not understood', async () => {
    const response = await faults([{ operation: 'ecs:*', kind: 'sulking' }]);

    expect(response.status).toBe(400);
  });

  it('reaches CloudWatch, whose JSON still carries the Query code', async () => {
    await faults([{ operation: 'cloudwatch:GetMetricData', kind: 'throttled' }]);
    const call = clients.cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(anchor - 60_000),
        EndTime: new Date(anchor),
        MetricDataQueries: [],
      }),
    );

    await expect(call).rejects.toMatchObject({ name: 'ThrottlingException' });
  });
});

describe('/_sandbox/stats', () => {
  it('counts by action and measures the chain through the real calls', async () => {
    await fetch(`${aws.endpoint}/_sandbox/stats`, { method: 'DELETE' });
    const first = await balancers();
    await clients.elbv2.send(new DescribeLoadBalancersCommand({ Marker: first.NextMarker }));
    await clusters();

    const stats = (await (await fetch(`${aws.endpoint}/_sandbox/stats`)).json()) as Record<string, unknown>;

    expect(stats).toMatchObject({
      requests: 3,
      byApi: { 'elasticloadbalancing:DescribeLoadBalancers': 2, 'ecs:ListClusters': 1 },
      longestChain: 1,
      longestSequence: 2,
    });
  });
});
