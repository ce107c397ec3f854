import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

const START_LIMIT_MS = 60_000;

export interface BotSettings {
  readonly port: number;
  readonly dataDir: string;
  readonly slackApiUrl: string;
  readonly token: string;
  readonly signingSecret: string;
  readonly databaseUrl?: string;
  readonly awsEndpoint: string;
  readonly region: string;
}

/** `502 serve` as anybody runs it, which can be killed and started again on the same data. */
export interface Bot {
  /** Resolves when it is healthy, or was killed before it was. */
  start(): Promise<void>;
  /** SIGKILL, at once; of several processes this one, or any where none is named. */
  kill(by?: number): void;
  /** Resolves when the killed process is gone. */
  gone(): Promise<void>;
  /** Starts it if it is down: a kill can fall just after its trap was taken away. */
  ensure(): Promise<void>;
  stop(): Promise<void>;
  /** The last lines of its log, for a test that fails. */
  log(): string;
}

export function makeBot(settings: BotSettings): Bot {
  const lines: string[] = [];
  let child: ChildProcess | undefined;
  let exit: Promise<unknown> = Promise.resolve();
  let isKilled = false;

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [resolve('bin/502.js'), 'serve'], {
      env: environment(settings),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    isKilled = false;
    exit = once(started, 'exit');
    for (const stream of [started.stdout, started.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (lines.length > 200) lines.shift();
      });
    }
    await healthy(started);
  }

  async function healthy(started: ChildProcess): Promise<void> {
    const until = performance.now() + START_LIMIT_MS;
    while (performance.now() < until && started.exitCode === null && !isKilled) {
      const answer = await fetch(`http://127.0.0.1:${settings.port}/healthz`).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer?.ok === true) return;
      await wait(25);
    }
    if (isKilled) return;
    throw new Error(`the bot did not start:\n${lines.slice(-40).join('\n')}`);
  }

  return {
    start,
    kill() {
      isKilled = true;
      child?.kill('SIGKILL');
    },
    async gone() {
      await exit;
    },
    async ensure() {
      if (!isKilled && child?.exitCode === null && child.signalCode === null) return;
      await exit;
      await start();
    },
    async stop() {
      child?.kill('SIGTERM');
      const late = setTimeout(() => child?.kill('SIGKILL'), 15_000);
      await exit;
      clearTimeout(late);
    },
    log: () => lines.slice(-60).join('\n'),
  };
}

/** Nothing of this machine's own AWS, Slack or test flags reaches the bot. */
function environment(settings: BotSettings): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(AWS_|SLACK_|FIVEOHTWO_|DATABASE_URL|NODE_OPTIONS|JEST_)/.test(name),
  );
  return {
    ...Object.fromEntries(own),
    NODE_ENV: 'production',
    PORT: String(settings.port),
    HOST: '127.0.0.1',
    SLACK_API_URL: settings.slackApiUrl,
    SLACK_BOT_TOKEN: settings.token,
    SLACK_SIGNING_SECRET: settings.signingSecret,
    AWS_ENDPOINT_URL: settings.awsEndpoint,
    AWS_REGION: settings.region,
    AWS_ACCESS_KEY_ID: 'AKIDSANDBOX',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...(settings.databaseUrl && { DATABASE_URL: settings.databaseUrl }),
    FIVEOHTWO_DATA_DIR: settings.dataDir,
    FIVEOHTWO_LANG: 'en',
  };
}
