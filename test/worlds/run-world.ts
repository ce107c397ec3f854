import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '..', '..');

/** A stand-in of AWS as a process of its own, and what it said about itself. */
export interface StandIn {
  readonly endpoint: string;
  readonly from: string;
  readonly to: string;
  readonly target: string;
  readonly region: string;
  stop(): Promise<void>;
}

/** The moment that the world ends at: fixed, so that its data is the same in every run. */
const now = '2026-11-20T10:15:00.000Z';

export async function startWorld(world: string): Promise<StandIn> {
  const args = [join(root, 'sandbox', 'aws', 'main.ts'), '--world', world, '--port', '0', '--now', now];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const first = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => undefined)]);
  if (first === undefined) throw new Error(`the world ${world} did not start`);
  return {
    ...JSON.parse(String(first[0])),
    async stop() {
      child.kill();
      await ended;
    },
  };
}

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program as a person starts it. */
export async function run502(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, 'bin', '502.js'), ...args], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { exitCode: Number(exitCode), stdout, stderr };
}

/** How the program is told to talk to the stand-in. */
export function awsOf({ endpoint, region }: StandIn): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'AKIDSANDBOX',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
  };
}
