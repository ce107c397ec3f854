import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import type { Answer } from '../src/domain/answer.ts';
import type { Bundle } from '../src/domain/evidence.ts';
import { makeRandom } from './random.ts';
import type { World } from './worlds.ts';

export interface Run {
  readonly world: World;
  readonly answer: Answer;
  readonly bundle: Bundle;
  readonly seconds: number;
  readonly exitCode: number;
  /** Operations that were refused and asked for: each must show as a gap. */
  readonly refused: readonly string[];
}

export interface Faults {
  /** Share of the collectors that are denied. */
  readonly deny: number;
  readonly seed: number;
}

/** Starts the world, its present fixed at `now`, and asks the program about it as its user would. */
export async function runWorld(world: World, now: string, faults?: Faults): Promise<Run> {
  const aws = spawn(process.execPath, ['sandbox/aws/main.ts', '--world', world.file, '--now', now], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: withoutNodeOptions(),
  });
  try {
    const { endpoint, from, to, target, region } = await readyLine(aws);
    const denied = faults === undefined ? [] : chosen(world, faults);
    if (denied.length > 0) await deny(endpoint, denied);
    const checked = await check({ endpoint, from, to, target, region: region ?? 'us-east-1' });
    const asked = await askedOf(endpoint);
    return { world, ...checked, refused: denied.filter((operation) => asked.has(operation)) };
  } finally {
    aws.kill('SIGTERM');
    if (aws.exitCode === null && aws.signalCode === null) await once(aws, 'exit');
  }
}

interface Ready {
  readonly endpoint: string;
  readonly from: string;
  readonly to: string;
  readonly target: string;
  readonly region?: string;
}

async function readyLine(aws: ChildProcess): Promise<Ready> {
  if (aws.stdout === null) throw new Error('the stand-in has no output');
  for await (const line of createInterface({ input: aws.stdout })) {
    if (line.startsWith('{')) return JSON.parse(line) as Ready;
  }
  throw new Error('the stand-in ended before it was ready');
}

/** What each collector stands on. Locating is left alone: without a target there is no run to score. */
const denials = [
  'cloudtrail:LookupEvents',
  'cloudwatch:GetMetricData',
  'ecs:DescribeServices',
  'ecs:DescribeTaskDefinition',
  'ecs:DescribeTasks',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeLoadBalancerAttributes',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
  'logs:FilterLogEvents',
  's3:GetObject',
] as const;

function chosen(world: World, { deny: part, seed }: Faults): string[] {
  const random = makeRandom(seed + [...world.id].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7));
  return denials.filter(() => random() < part);
}

async function deny(endpoint: string, operations: readonly string[]): Promise<void> {
  const body = JSON.stringify(operations.map((operation) => ({ operation, kind: 'denied' })));
  const reply = await fetch(`${endpoint}/_sandbox/faults`, { method: 'POST', body });
  if (!reply.ok) throw new Error(`the stand-in refused the faults: ${await reply.text()}`);
}

async function askedOf(endpoint: string): Promise<ReadonlySet<string>> {
  const reply = await fetch(`${endpoint}/_sandbox/stats`);
  const { byApi } = (await reply.json()) as { readonly byApi: Readonly<Record<string, number>> };
  return new Set(Object.keys(byApi));
}

async function check({ endpoint, from, to, target, region }: Required<Ready>) {
  const directory = await mkdtemp(join(tmpdir(), 'fiveohtwo-bench-'));
  try {
    const started = performance.now();
    const { stdout, exitCode } = await output(
      [
        'bin/502.js',
        'check',
        target,
        '--from',
        from,
        '--to',
        to,
        '--format',
        'json',
        '--bundle',
        join(directory, 'kept'),
      ],
      {
        ...withoutNodeOptions(),
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: region,
        AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
        FIVEOHTWO_DATA_DIR: join(directory, 'data'),
      },
    );
    const seconds = (performance.now() - started) / 1000;
    const bundle = await onlyBundle(directory);
    return { answer: JSON.parse(stdout) as Answer, bundle, seconds, exitCode };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function output(args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ stdout: string; exitCode: number }> {
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (![0, 2, 3].includes(code ?? -1)) throw new Error(`the check ended with ${code}: ${stderr.slice(-2000)}`);
  return { stdout, exitCode: code ?? -1 };
}

async function onlyBundle(directory: string): Promise<Bundle> {
  const files = await readdir(directory, { recursive: true });
  const file = files.find((name) => name.endsWith('bundle.json'));
  if (file === undefined) throw new Error('the check kept no bundle');
  return JSON.parse(await readFile(join(directory, file), 'utf8')) as Bundle;
}

/** A test runner's flags must not reach the processes under measurement. */
function withoutNodeOptions(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...rest } = process.env;
  return rest;
}
