import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** From the start of the process to a healthy answer, and the memory it then holds (Linux: resident set). */
const STARTS = Number(process.env.STARTS ?? 5);

async function main(): Promise<void> {
  const slack = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T1' }));
    });
  });
  await new Promise<void>((done) => slack.listen(0, '127.0.0.1', done));
  const starts: { readonly ms: number; readonly rssMb: number | null }[] = [];
  for (let start = 0; start < STARTS; start += 1) starts.push(await startOnce(portOf(slack)));
  const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const rss = starts.flatMap(({ rssMb }) => (rssMb === null ? [] : [rssMb]));
  const result = { readyMs: middle(starts.map(({ ms }) => Math.round(ms))), rssMb: middle(rss) ?? null, n: STARTS };
  process.stdout.write(`${JSON.stringify({ bench: 'serve', ...result })}\n`);
  slack.closeAllConnections();
  slack.close();
}

async function startOnce(slackPort: number) {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-serve-'));
  const port = await freePort();
  const { NODE_OPTIONS, ...env } = process.env;
  const started = performance.now();
  const child = spawn(process.execPath, [resolve('bin/502.js'), 'serve'], {
    stdio: 'ignore',
    env: {
      ...env,
      PORT: String(port),
      HOST: '127.0.0.1',
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: 'bench',
      SLACK_API_URL: `http://127.0.0.1:${slackPort}/api/`,
      FIVEOHTWO_DATA_DIR: dataDir,
      AWS_REGION: 'us-east-1',
    },
  });
  const ended = once(child, 'exit');
  await healthy(port, () => child.exitCode);
  const ms = performance.now() - started;
  const rssMb = memoryOf(child.pid);
  child.kill('SIGTERM');
  await ended;
  rmSync(dataDir, { recursive: true, force: true });
  return { ms, rssMb };
}

async function healthy(port: number, exitCode: () => number | null): Promise<void> {
  for (;;) {
    if (exitCode() !== null) throw new Error(`serve ended with ${exitCode()}`);
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((again) => setTimeout(again, 5));
  }
}

function memoryOf(pid: number | undefined): number | null {
  try {
    const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return found === undefined ? null : Math.round(Number(found) / 1024);
  } catch {
    return null; // not Linux
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const port = portOf(server);
  server.close();
  return port;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

await main();
