import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { type RunningSlack, startSlack } from '../../sandbox/slack/server.ts';
import type { JobRows } from '../../src/domain/job-rows.ts';
import type { Store, Tx } from '../../src/domain/ports.ts';
import { openStore } from '../../src/store/index.ts';
import { type Bot, makeBot } from './bot-process.ts';
import { type Gateway, startGateway } from './gateway.ts';

export const token = 'xoxb-sandbox';
export const signingSecret = 'kill-test';

/** The real bot between the stand-ins, each reached through a gateway that can see what passes. */
export interface House {
  readonly bot: Bot;
  readonly slack: RunningSlack;
  /** From the bot to AWS. */
  readonly aws: Pick<Gateway, 'watch'>;
  /** From Slack to the bot. */
  readonly deliveries: Gateway;
  readonly target: string;
  /** Which of several processes makes this call to Slack, or made the last one. */
  caller(method: string): number | undefined;
  readonly dataDir: string;
  /** Reads beside the running bot, as `502 report` does. */
  read<T>(look: (store: ReadableStore, tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export type ReadableStore = Store & { readonly jobRows: Pick<JobRows, 'inState'> };

export async function openHouse(world: string): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kill-bot-'));
  const amazon = await startAws(world);
  const aws = await startGateway(amazon.endpoint);
  const port = await freePort();
  const deliveries = await startGateway(`http://127.0.0.1:${port}`);
  const slack = await startSlack({ port: 0, token, signingSecret, botUrl: `${deliveries.url}/slack/events` });
  const bot = makeBot({
    port,
    dataDir,
    slackApiUrl: slack.apiUrl,
    token,
    signingSecret,
    awsEndpoint: aws.url,
    region: amazon.region,
  });
  await bot.start();
  return {
    bot,
    slack,
    aws,
    deliveries,
    target: amazon.target,
    dataDir,
    caller: () => undefined,
    read: (look) => readBeside(dataDir, look),
    async close() {
      await bot.stop();
      await Promise.all([slack.close(), aws.close(), deliveries.close()]);
      amazon.child.kill('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** In a process of its own: it keeps the disk of a whole cloud in memory. */
export async function startAws(world: string) {
  const args = [resolve('sandbox/main.ts'), '--world', world, '--only', 'aws'];
  const { NODE_OPTIONS, ...env } = process.env;
  const child: ChildProcess = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('no output to read');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const told = JSON.parse(line) as { readonly endpoint: string; readonly target: string; readonly region: string };
  return { child, ...told };
}

async function readBeside<T>(dataDir: string, look: (store: ReadableStore, tx: Tx) => Promise<T>): Promise<T> {
  const store = await openStore({ dataDir, readOnly: true });
  try {
    return await store.transaction((tx) => look(store, tx));
  } finally {
    await store.close();
  }
}

/** Below the range that the system gives away by itself: nobody gets it between now and the start of the bot. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((done) => {
      server.once('error', () => done(false)).listen(port, '127.0.0.1', () => done(true));
    });
    if (!isFree) continue;
    await new Promise<void>((done) => server.close(() => done()));
    return port;
  }
}

/** Looks every 20 ms until it is so; false after the limit. */
export async function until(limitMs: number, isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  const end = performance.now() + limitMs;
  while (performance.now() < end) {
    if (await isSo()) return true;
    await wait(20);
  }
  return false;
}
