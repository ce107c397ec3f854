import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  GetAccountSettingsCommand,
  GetAliasCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { makeEndpoint } from '../../../sandbox/aws/endpoint.ts';
import { Faults } from '../../../sandbox/aws/faults.ts';
import { Stats } from '../../../sandbox/aws/stats.ts';
import { generate } from '../../../sandbox/aws/world/generate.ts';
import { readWorld } from '../../../sandbox/aws/world/read.ts';
import { anchor } from '../world.ts';

jest.setTimeout(60_000);

let server: Server;
let lambda: LambdaClient;
const faults = new Faults();

beforeAll(async () => {
  const history = generate(await readWorld('lapwing'), anchor);
  const context = () => ({ history, now: anchor, pageSize: 2 }) as never;
  const answer = makeEndpoint({ context, faults, stats: new Stats() });
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const reply = await answer(request, new URL(request.url ?? '/', 'http://localhost'), Buffer.concat(chunks));
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  lambda = new LambdaClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: history.region,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  lambda.destroy();
  await new Promise((done) => server.close(done));
});

const pages = 'arn:aws:lambda:ap-northeast-1:402193847756:function:ticket-pages-prod';

describe('the stand-in as Lambda', () => {
  it('answers by name, by ARN, and by qualifier in the query', async () => {
    const byName = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'ticket-pages-prod' }));
    const byArn = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: pages, Qualifier: 'prod' }));

    expect(byName).toMatchObject({ Version: '$LATEST', Runtime: 'python3.13', Timeout: 20 });
    expect(byArn).toMatchObject({ Version: '58', FunctionArn: `${pages}:prod`, LoggingConfig: { LogFormat: 'JSON' } });
  });

  it('gives the policy of an alias as a text, and what it points to', async () => {
    const { Policy = '' } = await lambda.send(new GetPolicyCommand({ FunctionName: pages, Qualifier: 'prod' }));
    const alias = await lambda.send(new GetAliasCommand({ FunctionName: pages, Name: 'prod' }));

    expect(JSON.parse(Policy).Statement[0].Principal).toEqual({ Service: 'elasticloadbalancing.amazonaws.com' });
    expect(alias.FunctionVersion).toBe('58');
  });

  it('gives no member where nothing is reserved, and the limit of the account', async () => {
    const { ReservedConcurrentExecutions } = await lambda.send(
      new GetFunctionConcurrencyCommand({ FunctionName: pages }),
    );
    const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));

    expect(ReservedConcurrentExecutions).toBeUndefined();
    expect(AccountLimit?.ConcurrentExecutions).toBe(1000);
  });

  it('says of a deleted alias, and of a function that never was, that it is not found', async () => {
    const deleted = new GetFunctionConfigurationCommand({ FunctionName: 'ticket-seats-prod', Qualifier: 'live' });
    const never = new GetFunctionConcurrencyCommand({ FunctionName: 'ticket-nothing' });

    for (const command of [deleted, never]) {
      await expect(lambda.send(command as typeof deleted)).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      });
    }
  });

  it('refuses in Lambda’s own words', async () => {
    faults.set([{ operation: 'lambda:GetPolicy', kind: 'denied' }]);
    const command = new GetPolicyCommand({ FunctionName: pages });

    await expect(lambda.send(command)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 403 },
    });
    faults.set([{ operation: 'lambda:*', kind: 'throttled' }]);
    await expect(lambda.send(command)).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      $metadata: { httpStatusCode: 429 },
    });
    faults.set([]);
  });
});
