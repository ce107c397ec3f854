import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '@slack/bolt';
import { type Config, loadConfig } from '../src/config/index.ts';
import { makeLog } from '../src/log.ts';
import { startBot } from '../src/wiring.ts';

/** How long Slack waits for the 200 of `/502 help`, beside a Bolt app that does nothing else, in turns in one run. */
const secret = 'bench';
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const PER_ROUND = Number(process.env.PER_ROUND ?? 100);

interface Row {
  readonly app: string;
  readonly atOnce: number;
  readonly n: number;
  readonly p50: number;
  readonly p99: number;
}

async function main(): Promise<void> {
  const slack = await startSilentSlack();
  const apiUrl = `http://127.0.0.1:${portOf(slack)}/api/`;
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-ack-'));
  const bot = await startBot(configOf(dataDir, apiUrl), makeLog('silent'));
  const bare = new App({
    token: 'xoxb-bench',
    signingSecret: secret,
    deferInitialization: true,
    clientOptions: { slackApiUrl: apiUrl },
  });
  bare.command('/502', async ({ ack }) => ack());
  await bare.init();
  const server = (await bare.start({ port: 0, host: '127.0.0.1' })) as Server;
  const apps = { fiveohtwo: bot.port, 'bare Bolt': portOf(server) };

  const rows = [...(await compare(apps, `${apiUrl}respond`, 1)), ...(await compare(apps, `${apiUrl}respond`, 16))];
  process.stdout.write(`${JSON.stringify({ bench: 'ack', unit: 'ms', rows })}\n`);
  await bot.stop();
  await bare.stop();
  slack.closeAllConnections();
  slack.close();
  rmSync(dataDir, { recursive: true, force: true });
}

/** In turns, so that both meet the same machine; the first round warms up. */
async function compare(
  apps: Readonly<Record<string, number>>,
  responseUrl: string,
  atOnce: number,
): Promise<readonly Row[]> {
  const times = new Map<string, number[]>(Object.keys(apps).map((app) => [app, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [app, port] of Object.entries(apps)) {
      const taken = await load(port, responseUrl, atOnce);
      if (round > 0) times.get(app)?.push(...taken);
    }
  }
  return [...times].map(([app, all]) => ({ app, atOnce, n: all.length, ...percentiles(all) }));
}

async function load(port: number, responseUrl: string, atOnce: number): Promise<readonly number[]> {
  const times: number[] = [];
  let left = PER_ROUND;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      times.push(await command(port, responseUrl));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return times;
}

let count = 0;

async function command(port: number, responseUrl: string): Promise<number> {
  count += 1;
  const fields = {
    command: '/502',
    text: 'help',
    trigger_id: `${count}.bench`,
    channel_id: 'C1',
    user_id: 'U1',
    team_id: 'T1',
  };
  const body = String(new URLSearchParams({ ...fields, response_url: responseUrl }));
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`;
  const started = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': signature,
    },
    body,
  });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`status ${answer.status}`);
  return performance.now() - started;
}

/** Says yes to everything. */
async function startSilentSlack(): Promise<Server> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ ok: true, user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T1', user: { locale: 'en-US' } }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

function percentiles(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(2));
  return { p50: at(0.5), p99: at(0.99) };
}

function configOf(dataDir: string, apiUrl: string): Config {
  const plain = loadConfig({
    LOG_LEVEL: 'silent',
    FIVEOHTWO_DATA_DIR: dataDir,
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  });
  const slack = { botToken: 'xoxb-bench', signingSecret: secret, apiUrl, host: '127.0.0.1', port: 0 };
  return { ...plain, slack: { ...plain.slack, ...slack } };
}

await main();
