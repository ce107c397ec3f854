import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type RunningAws, startAws } from '../../sandbox/aws/server.ts';
import { type AlarmLog, makeIntake } from '../../src/alarms/intake.ts';
import { makeQueueReader } from '../../src/alarms/sqs.ts';
import type { Clock, Jobs } from '../../src/domain/ports.ts';
import { noTelemetry } from '../../src/domain/telemetry.ts';
import { type Accept, makeAccept } from '../../src/flows/accept-delivery.ts';
import { openStore } from '../../src/store/index.ts';
import { type AlarmRoads, makeAlarmRoads } from '../../src/wiring/alarms.ts';
import { tinyPath } from '../sandbox/world.ts';
import { testConfig } from '../support/config.ts';
import { metricAlarm } from './fixtures/cloudwatch.ts';
import { webhook } from './fixtures/others.ts';
import { serving } from './gate.ts';

const clock: Clock = { now: () => new Date() };
const secret = 'correct-horse-battery';
const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'test' };

let aws: RunningAws;
let client: SQSClient;
let dataDir: string;
let store: Awaited<ReturnType<typeof openStore>>;
let roads: AlarmRoads;
let accepted: PromiseWithResolvers<string>;
let accept: Accept;
const jobs: string[] = [];
const silent: AlarmLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeAll(async () => {
  aws = await startAws({ world: tinyPath, port: 0 });
  client = new SQSClient({ endpoint: aws.endpoint, region: aws.region, credentials });
  for (const [name, value] of Object.entries({ AWS_ACCESS_KEY_ID: 'AKIATEST', AWS_SECRET_ACCESS_KEY: 'test' })) {
    process.env[name] = value;
  }
});
afterAll(async () => {
  client.destroy();
  await aws.stop();
});

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'alarm-roads-'));
  store = await openStore({ dataDir });
  accepted = Promise.withResolvers();
  jobs.length = 0;
  const enqueue: Jobs['enqueue'] = async (_tx, job) => void jobs.push(String(job.data.id));
  const keep = makeAccept({ store, jobs: { enqueue } as Jobs, clock, telemetry: noTelemetry });
  accept = async (delivery) => {
    await keep(delivery);
    accepted.resolve(delivery.id);
  };
  const queue = `${aws.endpoint}${aws.queue}`;
  const alarms = { topics: [aws.topic], queue, webhookSecret: secret };
  const plain = testConfig({ dataDir });
  roads = makeAlarmRoads({
    config: {
      ...plain,
      aws: { region: aws.region, endpoint: aws.endpoint, profiles: [] },
      alarms: { ...plain.alarms, ...alarms },
    },
    accept,
    clock,
    log: silent,
    telemetry: noTelemetry,
  });
});
afterEach(async () => {
  await roads.stop();
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const put = (body: string) =>
  client.send(new SendMessageCommand({ QueueUrl: `${aws.endpoint}${aws.queue}`, MessageBody: body }));

const kept = (id: string) => store.transaction((tx) => store.inbox.get(tx, id));

async function left(): Promise<number> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const wanted = { QueueUrl: `${aws.endpoint}${aws.queue}`, AttributeNames: [...names] };
  const { Attributes = {} } = await client.send(new GetQueueAttributesCommand(wanted));
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
}

describe('the roads of a bot, as its settings make them', () => {
  it('lead from a queue to a row of the inbox with its job, and leave the queue empty', async () => {
    await put(JSON.stringify(metricAlarm));
    roads.start();
    const id = await accepted.promise;
    await roads.stop();
    expect(await kept(id)).toMatchObject({ kind: 'alarm', body: { name: 'shop-alb-502', state: 'alarm' } });
    expect(jobs).toEqual([id]);
    expect(await left()).toBe(0);
  });

  it('take secrets out of the texts of an alarm before it is kept, and leave its name for good as it is', async () => {
    const told = {
      ...metricAlarm,
      AlarmDescription: 'runbook: https://deploy:hunter2hunter2@wiki.example.com',
      NewStateReason: 'Authorization: Bearer abcdef0123456789abcdef',
    };
    await put(JSON.stringify(told));
    roads.start();
    const id = await accepted.promise;
    await roads.stop();
    const text = JSON.stringify(await kept(id));
    expect(text).not.toMatch(/hunter2|abcdef0123456789/);
    expect(text).toContain(metricAlarm.AlarmArn);
    expect(text).toContain('app/shop-alb/50dc6c495c0c9188');
  });

  it('keep an alarm once when a reader died between keeping and deleting', async () => {
    await put(JSON.stringify(metricAlarm));
    const died = Promise.withResolvers<void>();
    const dying = {
      send(command: unknown, options?: object) {
        // Seen by others again at once, as it is after a minute in truth.
        if (command instanceof ReceiveMessageCommand) command.input.VisibilityTimeout = 0;
        if (!(command instanceof DeleteMessageCommand)) return client.send(command as never, options as never);
        died.resolve();
        return new Promise<never>(() => undefined);
      },
    } as unknown as SQSClient;
    const queue = `${aws.endpoint}${aws.queue}`;
    const { count, log } = { count: () => undefined, log: silent };
    const intake = makeIntake({ accept, redact: async (value) => value, count, log, nowMs: Date.now });
    const pause = async () => undefined;
    makeQueueReader({ client: dying, queue, topics: [], intake, nowMs: Date.now, pause }).start();
    await died.promise;
    const first = await accepted.promise;
    expect(await left()).toBe(1);

    accepted = Promise.withResolvers();
    roads.start();
    expect(await accepted.promise).toBe(first);
    await roads.stop();
    expect(jobs).toEqual([first]);
    expect(await left()).toBe(0);
  });

  it('are there as far as they are configured', async () => {
    const paths = roads.routes.map(({ path }) => path);
    expect(paths).toEqual(['/alarms/sns', '/alarms/alertmanager', '/alarms/grafana', '/alarms/webhook']);

    const off = makeAlarmRoads({
      config: testConfig({ dataDir }),
      accept: async () => undefined,
      clock,
      log: silent,
      telemetry: noTelemetry,
    });
    off.start();
    await off.stop();
    expect([off.routes, off.trouble()]).toEqual([[], undefined]);
  });

  it('lead from a signed webhook to a row of the inbox', async () => {
    const house = await serving(roads.routes);
    const body = JSON.stringify(webhook);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
    const headers = { 'x-fiveohtwo-timestamp': timestamp, 'x-fiveohtwo-signature': signature };
    const { status } = await house.post('/alarms/webhook', body, headers);
    await house.stop();
    expect(status).toBe(200);
    expect(await kept(await accepted.promise)).toMatchObject({ body: { alarm: 'webhook:shop-502' } });
  });
});
