import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { makeAws } from '../../src/aws/index.ts';
import { evidenceKinds } from '../../src/domain/evidence.ts';
import { albArn, clock, region, window } from '../support/aws-account.ts';

const signal = new AbortController().signal;
const loadBalancers = `<DescribeLoadBalancersResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><DescribeLoadBalancersResult><LoadBalancers><member><LoadBalancerArn>${albArn}</LoadBalancerArn><LoadBalancerName>shop-alb</LoadBalancerName><DNSName>shop-alb-1.ap-northeast-1.elb.amazonaws.com</DNSName><Type>application</Type></member></LoadBalancers></DescribeLoadBalancersResult></DescribeLoadBalancersResponse>`;

type Other = (request: IncomingMessage, response: ServerResponse) => void;

const answer =
  (status: number, type: string, text: string): Other =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(text);
  };

/** What an AWS that is not one may answer to everything that it does not know. */
const others: Readonly<Record<string, Other>> = {
  '404 with HTML': answer(404, 'text/html', '<!doctype html><h1>Not found</h1>'),
  '501 with JSON': answer(501, 'application/json', '{"__type":"InternalFailure","message":"not yet implemented"}'),
  '200 with HTML': answer(200, 'text/html', '<html>hello</html>'),
  '200 with nothing': answer(200, 'text/plain', ''),
  '200 with JSON of another shape': answer(200, 'application/json', '{"a":[1,{"b":null}]}'),
  '400 without a type': answer(400, 'text/plain', 'bad'),
  'a closed connection': (request) => {
    request.socket.destroy();
  },
  'no answer at all': () => undefined,
};

let server: Server | undefined;

async function emulator(other: Other): Promise<string> {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on('end', () => {
      if (text.includes('Action=DescribeLoadBalancers&')) answer(200, 'text/xml', loadBalancers)(request, response);
      else other(request, response);
    });
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('an AWS that has only load balancers', () => {
  beforeAll(() => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  });
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((done) => server?.close(done));
  });

  it.each(Object.entries(others))('gives gaps, no crash and no hang, when it answers %s', async (_, other) => {
    const endpoint = await emulator(other);
    const aws = makeAws({ profiles: [], region, deadlineMs: 3_000, endpoint, clock });
    const located = await aws.locate('shop-alb', { signal });
    if (located.status !== 'found') throw new Error('it has one');

    const { evidence } = await aws.collect({ scope: located.scope, window, kinds: evidenceKinds, signal });

    expect(evidence.loadBalancer).toMatchObject({ status: 'complete' });
    const complete = evidenceKinds.filter((kind) => evidence[kind]?.status === 'complete');
    // An answer that is well-formed and empty is an answer; nothing else may pass for one.
    const mayBeEmpty = [
      'loadBalancer',
      'listeners',
      'targetGroups',
      'targetHealth',
      'ecsServices',
      'ecsTasks',
      'ecsStoppedTasks',
      'taskDefinitions',
      'changes',
      'applicationLogs',
      'instances',
      'scaling',
      'functions',
      'dataStores',
      'deployments',
      'alarmHistory',
    ];
    expect(complete.filter((kind) => !mayBeEmpty.includes(kind))).toEqual([]);
    for (const kind of evidenceKinds) expect(evidence[kind]).toBeDefined();
  });

  it.each(['200 with nothing', 'a closed connection', 'no answer at all', '404 with HTML'])(
    'fails with a sentence when even the look-up gets %s',
    async (name) => {
      server = createServer(others[name]);
      await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
      const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const aws = makeAws({ profiles: [], region, deadlineMs: 2_000, endpoint, clock });

      const outcome = await aws.locate('shop-alb', { signal }).then(
        ({ status }) => status,
        ({ code }: { code: string }) => code,
      );

      expect(['aws-unreachable', 'not-found']).toContain(outcome);
    },
  );

  it('says that nothing listens there', async () => {
    const endpoint = await emulator(() => undefined);
    await new Promise((done) => server?.close(done));
    const aws = makeAws({ profiles: [], region, deadlineMs: 5_000, endpoint, clock });

    await expect(aws.locate('shop-alb', { signal })).rejects.toMatchObject({
      code: 'aws-unreachable',
      said: { id: 'aws/unreachable' },
    });
  });
});
