import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type RunningAws, startAws } from '../../sandbox/aws/server.ts';
import { slashCommand } from '../../sandbox/slack/interactions.ts';
import { type RunningSlack, startSlack } from '../../sandbox/slack/server.ts';
import { loadConfig } from '../../src/config/index.ts';
import type { Found } from '../../src/domain/doctor.ts';
import { makeLog } from '../../src/log.ts';
import { type Examined, examine } from '../../src/wiring/doctor.ts';
import { type Bot, startBot } from '../../src/wiring.ts';

const BOT_TOKEN = 'xoxb-clinic';
const SECRET = 'clinic-signing-secret';
const WEBHOOK_SECRET = 'clinic-webhook-secret';
export const CHANNEL = 'C0INCIDENTS';
/** Nothing listens there. */
export const NOBODY = 'http://127.0.0.1:9';
const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'));

/** What a fault changes for the doctor that looks. */
export interface Changes {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Of this process: what the AWS SDK reads by itself. */
  readonly machine?: Readonly<Record<string, string | undefined>>;
  /** The whole of fiveohtwo.yaml. */
  readonly yaml?: string;
  readonly target?: string;
  /** How far the clock is ahead. */
  readonly aheadMs?: number;
  readonly freeBytes?: number;
}

/** A healthy bot between the two stand-ins, and a doctor beside it. */
export interface Clinic {
  readonly slack: RunningSlack;
  readonly aws: RunningAws;
  readonly bot: Bot;
  readonly queueUrl: string;
  readonly botToken: string;
  /** That the bot's token has. */
  readonly scopes: readonly string[];
  /** Nothing listens there. */
  readonly nobodyPort: string;
  /** fiveohtwo.yaml as it is when nothing is wrong. */
  yaml(changes?: { readonly alarms?: string; readonly rest?: string }): string;
  /** Another Slack with the same bot, which grants what is told. */
  slackWith(scopes: readonly string[], appToken?: string): Promise<RunningSlack>;
  awsFaults(...faults: readonly object[]): Promise<void>;
  /** A copy of the bot's database that nobody works on, changed. */
  copyOfData(change: (db: DatabaseSync) => void): string;
  /** A program that is not the bot. */
  stranger(status: number): Promise<number>;
  folder(): string;
  examine(changes?: Changes): Promise<Examined>;
  /** Takes every fault back. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

const bare = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret-of-the-example',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  AWS_REGION: undefined,
  AWS_DEFAULT_REGION: undefined,
  AWS_PROFILE: undefined,
};

export async function openClinic(): Promise<Clinic> {
  const home = mkdtempSync(join(tmpdir(), 'clinic-'));
  const putBack = setMachine(bare);
  const aws = await startAws({ world: 'test/sandbox/tiny.yaml', port: 0, pageSize: 100 });
  const start = (scopes: readonly string[], appToken?: string) =>
    startSlack({
      port: 0,
      token: BOT_TOKEN,
      signingSecret: SECRET,
      scopes,
      ...(appToken !== undefined && { appToken }),
    });
  const slack = await start(manifest.oauth_config.scopes.bot);
  const queueUrl = `${aws.endpoint}${aws.queue}`;
  const yaml: Clinic['yaml'] = ({ alarms, rest = '' } = {}) =>
    `aws: { region: ${aws.region} }\nalarms: ${alarms ?? `{ channel: ${CHANNEL}, topics: [${aws.topic}], queue: '${queueUrl}' }`}\n${rest}\n`;
  writeFileSync(join(home, 'bot.yaml'), yaml({ alarms: `{ channel: ${CHANNEL} }` }));
  const env: NodeJS.ProcessEnv = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: slack.apiUrl,
    FIVEOHTWO_WEBHOOK_SECRET: WEBHOOK_SECRET,
    FIVEOHTWO_DATA_DIR: join(home, 'data'),
    FIVEOHTWO_DEADLINE_SECONDS: '60',
    FIVEOHTWO_LANG: 'en',
    FIVEOHTWO_CONFIG: join(home, 'bot.yaml'),
    AWS_ENDPOINT_URL: aws.endpoint,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'silent',
  };
  const bot = await startBot(loadConfig(env), makeLog('silent'), { gapMs: 0, drainMs: 100 });
  slack.setBot(`http://127.0.0.1:${bot.port}/slack/events`);
  const own: (RunningSlack | Server)[] = [];
  let folders = 0;
  const folder = () => {
    folders += 1;
    const made = join(home, `folder-${folders}`);
    mkdirSync(made);
    return made;
  };
  await live(slack, bot);

  return {
    slack,
    aws,
    bot,
    queueUrl,
    botToken: BOT_TOKEN,
    scopes: manifest.oauth_config.scopes.bot,
    nobodyPort: '9',
    yaml,
    folder,
    async slackWith(scopes, appToken) {
      const other = await start(scopes, appToken);
      own.push(other);
      return other;
    },
    async awsFaults(...faults) {
      const body = JSON.stringify(faults);
      const answer = await fetch(`${aws.endpoint}/_sandbox/faults`, { method: 'POST', body });
      if (!answer.ok) throw new Error(await answer.text());
    },
    copyOfData(change) {
      const dir = folder();
      const file = join(dir, 'fiveohtwo.db');
      for (const end of ['', '-wal']) {
        const from = `${join(home, 'data', 'fiveohtwo.db')}${end}`;
        if (existsSync(from)) copyFileSync(from, `${file}${end}`);
      }
      const db = new DatabaseSync(file);
      change(db);
      db.close();
      return dir;
    },
    async stranger(status) {
      const server = createServer((request, response) => {
        request.resume().on('end', () => response.writeHead(status).end());
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      own.push(server);
      return (server.address() as AddressInfo).port;
    },
    async examine(changes = {}) {
      const file = join(folder(), 'fiveohtwo.yaml');
      writeFileSync(file, changes.yaml ?? yaml());
      const back = setMachine(changes.machine ?? {});
      const { aheadMs = 0, freeBytes } = changes;
      try {
        return await examine({
          env: { ...env, FIVEOHTWO_CONFIG: file, PORT: String(bot.port), ...changes.env },
          clock: { now: () => new Date(Date.now() + aheadMs) },
          target: changes.target ?? null,
          signal: new AbortController().signal,
          ...(freeBytes !== undefined && { freeBytes: async () => freeBytes }),
        });
      } finally {
        back();
      }
    },
    async heal() {
      slack.faults.clear();
      await fetch(`${aws.endpoint}/_sandbox/faults`, { method: 'POST', body: '[]' });
      await emptyQueue(aws, queueUrl);
      for (const one of own.splice(0)) {
        if ('workspace' in one) await one.close();
        else await new Promise((resolve) => one.close(resolve));
      }
    },
    async close() {
      await bot.stop();
      await slack.close();
      await aws.stop();
      putBack();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function emptyQueue({ endpoint, region }: RunningAws, url: string): Promise<void> {
  const sqs = new SQSClient({ endpoint, region });
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }));
  for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
}

/** A bot that has been used: a command and an alarm have come in. */
async function live(slack: RunningSlack, bot: Bot): Promise<void> {
  const ben = slack.workspace.person('U0BEN');
  if (ben === undefined) throw new Error('there is no Ben');
  const typed = await slashCommand(slack.slack, ben, CHANNEL, '/502', 'help');
  if (!typed.ok) throw new Error(`Slack says ${typed.error}`);
  const alert = {
    version: '4',
    status: 'firing',
    alerts: [
      {
        status: 'firing',
        fingerprint: 'c1e0',
        labels: { alertname: 'Errors' },
        annotations: {},
        startsAt: new Date().toISOString(),
      },
    ],
  };
  const answer = await fetch(`http://127.0.0.1:${bot.port}/alarms/alertmanager`, {
    method: 'POST',
    headers: { authorization: `Bearer ${WEBHOOK_SECRET}`, 'content-type': 'application/json' },
    body: JSON.stringify(alert),
  });
  if (!answer.ok) throw new Error(`the alarm was not taken: ${answer.status} ${await answer.text()}`);
}

function setMachine(changes: Readonly<Record<string, string | undefined>>): () => void {
  const before = Object.keys(changes).map((name) => [name, process.env[name]] as const);
  const set = (name: string, value: string | undefined) => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  for (const [name, value] of Object.entries(changes)) set(name, value);
  return () => {
    for (const [name, value] of before) set(name, value);
  };
}

export const idsIn = (found: readonly Found[], state: Found['state']): readonly string[] =>
  found
    .filter((one) => one.state === state)
    .map(({ id }) => id)
    .toSorted();
