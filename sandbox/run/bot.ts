import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { type Lang, said, Trouble } from './texts.ts';

const program = fileURLToPath(new URL('../../bin/502.js', import.meta.url));
const patienceMs = 60_000;
const kept = 30;

export interface BotSettings {
  readonly port: number;
  readonly dataDir: string;
  readonly slackApiUrl: string;
  readonly token: string;
  readonly signingSecret: string;
  /** Socket Mode. */
  readonly appToken?: string;
  readonly awsEndpoint: string;
  readonly region: string;
  readonly lang: Lang;
  readonly verbose: boolean;
  /** Where the world's alarms wait, and what they are posted to. */
  readonly alarms: AlarmSettings;
}

export interface AlarmSettings {
  readonly channel: string;
  readonly queue: string;
  readonly topics: readonly string[];
}

export interface RunningBot {
  readonly url: string;
  readonly pid: number;
  /** What it was started with: tokens, addresses, its settings file. */
  readonly settings: Readonly<Record<string, string>>;
  /** Resolves when it ends without being asked to, with a sentence and its last log lines. */
  readonly ended: Promise<Trouble>;
  stop(): Promise<void>;
}

/** Starts `502 serve` as a person would and waits until it is healthy. Rejects with Trouble and its last log lines. */
export async function startBot(settings: BotSettings): Promise<RunningBot> {
  const given = variables(settings);
  const child = spawn(process.execPath, [program, 'serve'], {
    cwd: settings.dataDir,
    env: environment(given),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Whatever ends us, nothing of ours stays behind.
  process.once('exit', () => child.kill('SIGKILL'));
  const lines = tail(child, settings.verbose);
  let asked = false;
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
  });
  const ended = exited.then(async (how) => {
    // What ends because we asked it to is no trouble: this then never resolves.
    if (asked) await new Promise<never>(() => undefined);
    return trouble(said[settings.lang].botEnded(how), lines);
  });
  const url = `http://127.0.0.1:${settings.port}`;
  const stop = async (): Promise<void> => {
    asked = true;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(late);
  };
  const outcome = await Promise.race([healthy(url), ended]);
  if (outcome === true) return { url, pid: child.pid ?? 0, settings: given, ended, stop };
  await stop();
  throw outcome === false ? trouble(said[settings.lang].botSilent(patienceMs / 1000), lines) : outcome;
}

/** Nothing of the person's own AWS or Slack reaches the bot: no profile, no credential file, no instance metadata. */
function environment(given: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(AWS_|SLACK_|FIVEOHTWO_|NODE_OPTIONS)/.test(name));
  return {
    ...Object.fromEntries(own),
    ...given,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

function variables(settings: BotSettings): Readonly<Record<string, string>> {
  return {
    PORT: String(settings.port),
    HOST: '127.0.0.1',
    SLACK_API_URL: settings.slackApiUrl,
    SLACK_BOT_TOKEN: settings.token,
    // By Socket Mode nothing is signed.
    ...(settings.appToken === undefined
      ? { SLACK_SIGNING_SECRET: settings.signingSecret }
      : { SLACK_APP_TOKEN: settings.appToken }),
    AWS_ENDPOINT_URL: settings.awsEndpoint,
    AWS_REGION: settings.region,
    AWS_ACCESS_KEY_ID: 'AKIDSANDBOX',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    FIVEOHTWO_DATA_DIR: settings.dataDir,
    FIVEOHTWO_CONFIG: configFile(settings),
    FIVEOHTWO_LANG: settings.lang,
  };
}

/** A settings file that the person has put into the folder is left alone. */
function configFile({ dataDir, alarms, lang }: BotSettings): string {
  const own = join(dataDir, 'fiveohtwo.yaml');
  if (existsSync(own)) return own;
  const path = join(dataDir, 'sandbox.yaml');
  const { channel, queue, topics } = alarms;
  // The team of the Japanese sandbox sits in Tokyo; the English one wherever this machine is.
  const zone = lang === 'ja' ? { timeZone: 'Asia/Tokyo' } : {};
  writeFileSync(path, stringify({ ...zone, alarms: { channel, queue, topics } }));
  return path;
}

function tail(child: ChildProcess, verbose: boolean): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > kept) lines.shift();
      if (verbose) process.stderr.write(`  bot | ${line}\n`);
    });
  }
  return lines;
}

function trouble(sentence: string, lines: readonly string[]): Trouble {
  return new Trouble([sentence, ...lines.map((line) => `  bot | ${line}`)].join('\n'), 70);
}

async function healthy(url: string): Promise<boolean> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok === true) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** A port that is free now: this one, or any for 0. Rejects with EADDRINUSE. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
