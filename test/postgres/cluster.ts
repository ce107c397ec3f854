import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';

const execute = promisify(execFile);
const START_LIMIT_MS = 30_000;
const SUPERUSER = 'postgres';

/** A PostgreSQL server of the tests' own, on 127.0.0.1, empty, gone after `stop`. */
export interface Cluster {
  /** Of the database that is always there. */
  readonly url: string;
  readonly major: number;
  /** A new empty database; gives its URL. */
  createDatabase(): Promise<string>;
  /** Ends the server at once, as a power switch would; the files stay. */
  kill(): Promise<void>;
  /** Starts it again on the same port and files. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Lines of postgresql.conf: `{ fsync: 'off' }`. Everything that makes a commit durable is on unless told. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Needs PostgreSQL's server programs, 15 or later. PostgreSQL refuses to run as root: then it runs as `postgres` or `nobody`. */
export async function startCluster({ settings = {} }: ClusterOptions = {}): Promise<Cluster> {
  const bin = await findPrograms();
  const user = await serverUser();
  const dir = mkdtempSync(join(tmpdir(), 'fiveohtwo-pg-'));
  chmodSync(dir, 0o755);
  if (user !== undefined) chownSync(dir, user.uid, user.gid);
  const data = join(dir, 'data');
  const initdb = ['-D', data, '-U', SUPERUSER, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  await execute(join(bin, 'initdb'), initdb, { ...user, cwd: dir });
  const port = await freePort();
  const url = `postgres://${SUPERUSER}@127.0.0.1:${port}/postgres`;
  const server = makeServer(bin, data, user, ['-k', dir, '-p', String(port), ...asArguments(settings)]);
  await server.start(url);
  const { rows } = await ask(url, 'show server_version_num');
  let made = 0;
  return {
    url,
    major: Math.floor(Number(rows[0]?.server_version_num) / 10_000),
    async createDatabase() {
      made += 1;
      const name = `test_${process.pid}_${made}`;
      await ask(url, `create database ${name}`);
      return url.replace(/\/postgres$/, `/${name}`);
    },
    kill: () => server.end('SIGQUIT'),
    restart: () => server.start(url),
    async stop() {
      await server.end('SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** One statement on a connection of its own. */
export async function ask(url: string, text: string): Promise<{ readonly rows: readonly Record<string, unknown>[] }> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

function makeServer(bin: string, data: string, user: Account | undefined, more: readonly string[]) {
  let exit: Promise<unknown> = Promise.resolve();
  let end = (_: NodeJS.Signals): unknown => undefined;
  return {
    async start(url: string): Promise<void> {
      const args = ['-D', data, '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200', ...more];
      const child = spawn(join(bin, 'postgres'), args, { ...user, cwd: data, stdio: ['ignore', 'ignore', 'pipe'] });
      const said: string[] = [];
      child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
      exit = once(child, 'exit');
      end = (signal) => child.kill(signal);
      // The server outlives a parent that dies without a word.
      process.once('exit', () => child.kill('SIGQUIT'));
      const until = performance.now() + START_LIMIT_MS;
      while (!(await answers(url))) {
        if (child.exitCode !== null || performance.now() > until) {
          throw new Error(`PostgreSQL did not start:\n${said.join('')}`);
        }
        await wait(50);
      }
      said.length = 0;
    },
    async end(signal: NodeJS.Signals): Promise<void> {
      end(signal);
      await exit;
    },
  };
}

function asArguments(settings: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function answers(url: string): Promise<boolean> {
  return ask(url, 'select 1').then(
    () => true,
    () => false,
  );
}

/** Newest version first: where Debian puts them, what pg_config says, the search path. */
async function findPrograms(): Promise<string> {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const told = await execute('pg_config', ['--bindir']).then(
    ({ stdout }) => [stdout.trim()],
    () => [],
  );
  const onPath = (process.env.PATH ?? '').split(':');
  const all = [...versions.map((version) => join(debian, version, 'bin')), ...told, ...onPath];
  const found = all.find((dir) => dir !== '' && existsSync(join(dir, 'initdb')) && existsSync(join(dir, 'postgres')));
  if (found === undefined)
    throw new Error('these tests need PostgreSQL 15 or later: on Debian, apt-get install postgresql');
  return found;
}

/** Undefined where this process may run the server itself. */
async function serverUser(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const id = await execute('id', ['-u', name]).catch(() => undefined);
    const group = await execute('id', ['-g', name]).catch(() => undefined);
    if (id && group) return { uid: Number(id.stdout), gid: Number(group.stdout) };
  }
  throw new Error('there is no user that PostgreSQL could run as');
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
