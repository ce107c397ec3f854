import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type RunningAws, startAws } from '../../sandbox/aws/server.ts';
import { loadBalancerNames } from '../../sandbox/aws/world/names.ts';
import { readWorld } from '../../sandbox/aws/world/read.ts';
import { freePort, type RunningBot, startBot } from '../../sandbox/run/bot.ts';
import { type RunningSlack, startSlack } from '../../sandbox/slack/server.ts';
import { openStore } from '../../src/store/index.ts';
import { metricAlarm } from '../alarms/fixtures/cloudwatch.ts';

const ALARMS = 30;
/** So many are deleted before a kill: each kill falls between an alarm that is kept and its message that is deleted. */
const kills = [0, 4, 9];
const channel = 'C0INCIDENTS';
const dataDir = mkdtempSync(join(tmpdir(), 'kill-queue-'));
let amazon: RunningAws;
let slack: RunningSlack;
let sqs: SQSClient;
let bot: RunningBot;

beforeAll(async () => {
  amazon = await startAws({ world: 'maple', port: 0 });
  slack = await startSlack({ port: 0, token: 'xoxb-kill', signingSecret: 'kill-queue' });
  const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'test' };
  sqs = new SQSClient({ endpoint: amazon.endpoint, region: amazon.region, credentials });
});
afterAll(async () => {
  await bot.stop();
  await Promise.all([slack.close(), amazon.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const port = await freePort();
  slack.setBot(`http://127.0.0.1:${port}/slack/events`);
  bot = await startBot({
    port,
    dataDir,
    slackApiUrl: slack.apiUrl,
    token: 'xoxb-kill',
    signingSecret: 'kill-queue',
    awsEndpoint: amazon.endpoint,
    region: amazon.region,
    lang: 'en',
    verbose: false,
    alarms: { channel, queue: `${amazon.endpoint}${amazon.queue}`, topics: [amazon.topic] },
  });
}

const sandbox = (path: string, method: string, body?: unknown) =>
  fetch(`${amazon.endpoint}/_sandbox/${path}`, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });

async function deletions(): Promise<number> {
  const stats = (await (await sandbox('stats', 'GET')).json()) as { readonly byApi: Readonly<Record<string, number>> };
  return stats.byApi['sqs:DeleteMessage'] ?? 0;
}

async function left(): Promise<number> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const wanted = { QueueUrl: `${amazon.endpoint}${amazon.queue}`, AttributeNames: [...names] };
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand(wanted));
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(20);
}

const names = Array.from({ length: ALARMS }, (_, i) => `shop-alb-${i}`);
const arnOf = (name: string) => metricAlarm.AlarmArn.replace('shop-alb-502', name);

it('a reader killed between keeping an alarm and deleting its message loses none and doubles none', async () => {
  await start();
  await sandbox('faults', 'POST', [{ operation: 'sqs:ReceiveMessage', kind: 'throttled' }]);
  const QueueUrl = `${amazon.endpoint}${amazon.queue}`;
  const { dimension: value } = loadBalancerNames(await readWorld('maple'), amazon.target);
  const Trigger = { ...metricAlarm.Trigger, Dimensions: [{ name: 'LoadBalancer', value }] };
  for (const name of names) {
    const own = { AlarmName: name, AlarmArn: arnOf(name), StateChangeTime: new Date().toISOString() };
    const alarm = { ...metricAlarm, ...own, Trigger };
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(alarm) }));
  }
  for (const after of kills) {
    await sandbox('stats', 'DELETE');
    await sandbox('faults', 'POST', [{ operation: 'sqs:DeleteMessage', kind: 'slow', ms: 900_000, after }]);
    await until(async () => (await deletions()) > after);
    const before = await left();
    process.kill(bot.pid, 'SIGKILL');
    await bot.ended;
    process.stdout.write(`killed with ${before} of ${ALARMS} messages left\n`);
    await sandbox('faults', 'POST', []);
    await start();
  }
  // What the dead ones held is seen again after a minute.
  await until(async () => (await left()) === 0);
  await until(async () => slack.workspace.messages(channel).length > 0);
  await bot.stop();

  const store = await openStore({ dataDir, readOnly: true });
  const turns = await store.transaction(async (tx) => {
    const found = await Promise.all(names.map((name) => store.alarms.turnsOf(tx, arnOf(name), 0)));
    return found.map((each) => each.length);
  });
  await store.close();
  expect(turns).toEqual(names.map(() => 1));
  expect(slack.workspace.messages(channel).filter(({ threadTs }) => threadTs === undefined)).toHaveLength(1);
});
