import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

const START_LIMIT_MS = 60_000;

/** A helper process that tells its address as one line of JSON. */
export interface Told<T> {
  readonly told: T;
  stop(): void;
}

export async function startTelling<T>(args: readonly string[]): Promise<Told<T>> {
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'inherit'], env: plainEnv() });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { told: JSON.parse(line) as T, stop: () => void child.kill('SIGTERM') };
}

/** `502 serve`, which can be killed and comes back by itself, as an orchestrator would have it. */
export interface SoakBot {
  readonly name: string;
  readonly url: string;
  /** Answers its health; requests may go there. */
  isUp(): boolean;
  /** SIGKILL, then a new process; resolves when that is up. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
  /** The last lines of its log. */
  log(): readonly string[];
}

export async function startSoakBot(name: string, settings: NodeJS.ProcessEnv): Promise<SoakBot> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const lines: string[] = [];
  let child: ChildProcess | undefined;
  let isUp = false;

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [resolve('bin/502.js'), 'serve'], {
      env: { ...plainEnv(), ...settings, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (lines.length > 100) lines.shift();
      });
    }
    const until = performance.now() + START_LIMIT_MS;
    while (performance.now() < until && started.exitCode === null) {
      const answer = await fetch(`${url}/readyz`).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer?.ok === true) {
        isUp = true;
        return;
      }
      await wait(50);
    }
    throw new Error(`${name} did not start:\n${lines.slice(-20).join('\n')}`);
  }

  await start();
  return {
    name,
    url,
    isUp: () => isUp,
    async killAndRestart() {
      isUp = false;
      const gone = once(child as ChildProcess, 'exit');
      child?.kill('SIGKILL');
      await gone;
      await start();
    },
    async stop() {
      isUp = false;
      if (child === undefined || child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child?.kill('SIGKILL'), 20_000);
      await gone;
      clearTimeout(late);
    },
    log: () => lines,
  };
}

/** Nothing of this machine's own AWS and Slack reaches the bot. */
function plainEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(AWS_|SLACK_|FIVEOHTWO_|DATABASE_URL|NODE_OPTIONS)/.test(name)),
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}
