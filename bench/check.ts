import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { json, text } from 'node:stream/consumers';

/** What a whole `502 check` costs against the stand-in: dependent round trips, calls, CPU, wall clock, memory. */
const root = join(import.meta.dirname, '..');
const runs = Number(process.argv[2] ?? 7);
const now = '2026-11-20T10:15:00.000Z';
const limitTrips = 6;

/** Runs inside the measured process and tells its own use when it ends. */
const meter = `import { writeSync } from 'node:fs';
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, mb: maxRSS / 1024 }));
});`;

interface StandIn {
  readonly endpoint: string;
  readonly from: string;
  readonly to: string;
  readonly target: string;
  readonly region: string;
}

interface Measured {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly mb: number;
  readonly trips: number;
  readonly calls: number;
}

async function checkOnce(world: StandIn, dataDir: string): Promise<Measured> {
  await fetch(`${world.endpoint}/_sandbox/stats`, { method: 'DELETE' });
  const begun = performance.now();
  const args = ['check', world.target, '--from', world.from, '--to', world.to, '--format', 'json'];
  const hook = `data:text/javascript,${encodeURIComponent(meter)}`;
  const child = spawn(process.execPath, ['--import', hook, join(root, 'bin', '502.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      AWS_ENDPOINT_URL: world.endpoint,
      AWS_REGION: world.region,
      AWS_ACCESS_KEY_ID: 'AKIDSANDBOX',
      AWS_SECRET_ACCESS_KEY: 'sandbox',
      FIVEOHTWO_DATA_DIR: dataDir,
    },
  });
  const used = json(child.stdio[3] as Readable) as Promise<Pick<Measured, 'cpuMs' | 'mb'>>;
  const [stdout, stderr] = await Promise.all([
    text(child.stdio[1] as Readable),
    text(child.stdio[2] as Readable),
    once(child, 'close'),
  ]);
  if (stdout === '') throw new Error(`the check gave nothing:\n${stderr}`);
  const stats = (await (await fetch(`${world.endpoint}/_sandbox/stats`)).json()) as {
    requests: number;
    longestChain: number;
  };
  const wallMs = performance.now() - begun;
  return { ...(await used), wallMs, trips: stats.longestChain, calls: stats.requests };
}

const standIn = spawn(process.execPath, [join(root, 'sandbox/aws/main.ts'), '--world', 'maple', '--now', now], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const dataDir = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const [line] = await once(createInterface(standIn.stdout), 'line');
  const world = JSON.parse(String(line)) as StandIn;
  await checkOnce(world, dataDir); // warms the file cache, and the world's own data
  const all: Measured[] = [];
  for (let run = 0; run < runs; run++) all.push(await checkOnce(world, dataDir));
  const median = (of: keyof Measured) =>
    all.map((one) => one[of]).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  const trips = Math.max(...all.map((one) => one.trips));
  const result = {
    bench: 'check',
    runs,
    trips,
    limitTrips,
    calls: median('calls'),
    cpuMs: Math.round(median('cpuMs')),
    wallMs: Math.round(median('wallMs')),
    mb: Math.round(median('mb')),
    ok: trips <= limitTrips,
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exitCode = result.ok ? 0 : 1;
} finally {
  standIn.kill();
  rmSync(dataDir, { recursive: true, force: true });
}
