import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { App, HTTPReceiver } from '@slack/bolt';
import autocannon from 'autocannon';
import { makeSignatureGate } from '../src/slack/signature.ts';

/**
 * Signed commands a second through bare Bolt and through Bolt behind our check of the signature, in turns, in one run. The
 * listener only acknowledges. Each server is a process of its own; the bar is 1.5 times bare Bolt, by the medians.
 */
const secret = 'bench';
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const SECONDS = Number(process.env.SECONDS ?? 2);
const CONNECTIONS = 16;

const ways = ['bare Bolt', 'fiveohtwo'] as const;
type Way = (typeof ways)[number];

async function main(): Promise<void> {
  const servers = await Promise.all(ways.map(async (way) => ({ way, ...(await spawned(way)) })));
  const rates = new Map<Way, number[]>(ways.map((way) => [way, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { way, port } of servers) {
      const rate = await load(port);
      if (round > 0) rates.get(way)?.push(rate);
    }
  }
  for (const { stop } of servers) stop();
  const rows = [...rates].map(([way, all]) => ({ way, n: all.length, median: median(all), lowest: Math.min(...all) }));
  const [bolt, ours] = rows.map((row) => row.median);
  const times = Number(((ours ?? 0) / (bolt ?? 1)).toFixed(2));
  process.stdout.write(`${JSON.stringify({ bench: 'signature', unit: 'requests/s', rows, times, bar: 1.5 })}\n`);
  process.exitCode = times >= 1.5 ? 0 : 1;
}

async function load(port: number): Promise<number> {
  const body = String(new URLSearchParams({ command: '/502', text: 'help', trigger_id: '1.2.3', team_id: 'T1' }));
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`;
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/slack/events`,
    method: 'POST',
    connections: CONNECTIONS,
    duration: SECONDS,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': signature,
    },
    body,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`);
  return result.requests.average;
}

const median = (all: readonly number[]) => Math.round([...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0);

async function spawned(way: Way): Promise<{ readonly port: number; stop(): void }> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), way], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve) => child.stdout.once('data', (data) => resolve(Number(data))));
  return { port, stop: () => void child.kill() };
}

/** The process of one way: prints its port. */
async function serve(way: Way): Promise<void> {
  const isOurs = way === 'fiveohtwo';
  const receiver = new HTTPReceiver({ signingSecret: secret, signatureVerification: !isOurs });
  const app = new App({ token: 'xoxb-bench', receiver, botId: 'B1', botUserId: 'U1' });
  app.command('/502', async ({ ack }) => ack());
  const next = receiver.requestListener;
  const gate = makeSignatureGate({ signingSecret: secret, now: () => new Date(), next });
  const server: Server = createServer(isOurs ? (request, response) => void gate(request, response) : next);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
}

const way = ways.find((one) => one === process.argv[2]);
await (way === undefined ? main() : serve(way));
