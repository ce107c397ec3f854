import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Backends, faults, freePort } from './backends.ts';
import { apacheConf, haproxyConf, nginxConf } from './settings.ts';

export const products = ['nginx', 'apache', 'haproxy'] as const;
export type Product = (typeof products)[number];

/** A real server in front of the backends: `/FAULT` goes to the backend that is broken in this way. */
export interface RunningProxy {
  readonly product: Product;
  readonly version: string;
  readonly port: number;
  /** What it has written so far. */
  lines(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

interface Plan {
  readonly command: readonly [string, ...string[]];
  readonly version: readonly [string, ...string[]];
  readonly files: Readonly<Record<string, string>>;
  /** Files that it logs to, beside its own output. */
  readonly logs: readonly string[];
}

export async function startProxy(product: Product, backends: Backends): Promise<RunningProxy> {
  const folder = await mkdtemp(join(tmpdir(), `${product}-`));
  const port = await freePort();
  const upstreams = Object.fromEntries(faults.map((fault) => [fault, backends.port(fault)]));
  const plan = plans[product](folder, port, upstreams, await freePort());
  for (const [name, text] of Object.entries(plan.files)) await writeFile(join(folder, name), text);
  const { child, output } = start(plan.command);
  const lines = async () => {
    const written = await Promise.all(plan.logs.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')));
    return [...written, output()].flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '');
  };
  await listening(port, child, lines);
  return {
    product,
    version: await firstLine(plan.version),
    port,
    lines,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Upstreams = Readonly<Record<string, number>>;

const plans: Readonly<Record<Product, (folder: string, port: number, upstreams: Upstreams, dead: number) => Plan>> = {
  nginx: (folder, port, upstreams, dead) => ({
    command: ['nginx', '-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')],
    version: ['nginx', '-v'],
    files: { 'nginx.conf': nginxConf(port, upstreams, dead) },
    logs: ['error.log', 'access.log'],
  }),
  apache: (folder, port, upstreams) => ({
    command: ['apache2', '-X', '-d', folder, '-f', join(folder, 'httpd.conf')],
    version: ['apache2', '-v'],
    files: { 'httpd.conf': apacheConf(folder, port, upstreams) },
    logs: ['error.log', 'access.log'],
  }),
  haproxy: (folder, port, upstreams) => ({
    command: ['haproxy', '-db', '-f', join(folder, 'haproxy.cfg')],
    version: ['haproxy', '-v'],
    files: { 'haproxy.cfg': haproxyConf(port, upstreams) },
    logs: [],
  }),
};

function start([program, ...args]: Plan['command']): { readonly child: ChildProcess; output(): string } {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: withSystemPrograms() });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (written += data.toString()));
  child.on('error', (error) => (written += String(error)));
  return { child, output: () => written };
}

/** Debian keeps servers where ordinary people's PATH does not look. */
function withSystemPrograms(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
}

async function listening(port: number, child: ChildProcess, lines: () => Promise<readonly string[]>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await answers(port)) return;
    if (child.exitCode !== null || child.pid === undefined) break;
    await sleep(50);
  }
  throw new Error(`it did not start:\n${(await lines()).join('\n')}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function firstLine(command: Plan['command']): Promise<string> {
  const { child, output } = start(command);
  await once(child, 'close');
  return output().split('\n')[0] ?? '';
}
