import { readFileSync } from 'node:fs';
import { type Parts, runCli, type Terminal, tellCrash } from './cli/index.ts';
import type { Config } from './config/index.ts';

/** Runs one command line. Sets the exit code instead of exiting, so that stdout can be written to its end. */
export async function run(argv: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  const context = { parts, terminal };
  // Also for rejections that nobody waits for.
  process.once('uncaughtException', async (error) => process.exit(await tellCrash(context, argv, error)));
  process.exitCode = await runCli(context, argv);
  // Whatever still holds the process (a socket, a half-started server) has a second, once everything is written.
  process.stdout.write('', () => setTimeout(() => process.exit(), 1000).unref());
}

/** `502 explain | head`: the reader has seen enough, which is no failure of ours. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  outIsScreen: process.stdout.isTTY === true,
  errIsScreen: process.stderr.isTTY === true,
  columns: process.stdout.columns ?? process.stderr.columns ?? 80,
  interrupt,
  env: process.env,
};

let interruption: AbortController | undefined;

function interrupt(): AbortSignal {
  if (interruption === undefined) {
    const controller = new AbortController();
    interruption = controller;
    process.once('SIGINT', () => controller.abort());
  }
  return interruption.signal;
}

const clock = { now: () => new Date() };
const version = String(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version);

const parts: Parts = {
  version,
  clock,
  config: async (lang) =>
    (await import('./config/index.ts')).loadConfig(process.env, lang === undefined ? {} : { lang }),
  check: async (config, request) => (await checker(config))(request),
  bundles: async (config) => (await import('./wiring/ground.ts')).readBundles(config),
  readBundle: async (path) => (await import('./store/bundles.ts')).readBundleFile(path),
  readStore: async (config) => (await import('./wiring/ground.ts')).readStore(config),
  verifyTimeline: async (events, head) => (await import('./store/chain.ts')).verifyTimeline(events, head),
  backup: async (config, file) => (await import('./wiring/ground.ts')).backup(config, file),
  move: async (config) => (await import('./wiring/ground.ts')).move(config),
  doctor: async (request) => (await import('./wiring/doctor.ts')).examine({ ...request, clock }),
  serve: async (config) => (await import('./wiring.ts')).serve(config),
  recordBug: async (reference, error) => (await import('./record-bug.ts')).recordBug(reference, error),
};

async function checker({ aws: where, deadlineMs, redactIps, dataDir }: Config) {
  const [{ makeAws }, { makeDiagnose }, { makeBundleStore }, { ulid }] = await Promise.all([
    import('./aws/index.ts'),
    import('./flows/diagnose.ts'),
    import('./store/bundles.ts'),
    import('ulid'),
  ]);
  const aws = makeAws({ ...where, deadlineMs, redactIps, clock });
  const newId = (prefix: string) => `${prefix}_${ulid()}`;
  return makeDiagnose({ aws, bundles: makeBundleStore(dataDir), clock, newId, version });
}
