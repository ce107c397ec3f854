// npm run soak [-- --minutes 10]: two bots on one PostgreSQL, one of them killed every 15 s, 500 alarms in ten seconds
// and then 20 a second, 50 commands a second. Prints a table and, as the last line, the same as JSON. Exit 1 on a missed bar.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startCluster } from '../../test/postgres/cluster.ts';
import { account, drained } from './account.ts';
import { type Load, sendLoad } from './load.ts';
import { cpuShare, sampleMemory, slope } from './memory.ts';
import { type SoakBot, startSoakBot, startTelling } from './processes.ts';
import type { Recorded } from './slack.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    commands: { type: 'string', default: '50' },
    alarms: { type: 'string', default: '20' },
    storm: { type: 'string', default: '500' },
    'kill-every': { type: 'string', default: '15' },
  },
});
const minutes = Number(values.minutes);
const print = (line: string) => void process.stdout.write(`${line}\n`);
const secrets = { signing: 'soak-signing', webhook: 'soak-webhook-secret' };
/** A slope needs time: below this many minutes it is shown, not judged. */
const SLOPE_FROM_MINUTES = 5;

const dir = mkdtempSync(join(tmpdir(), 'soak-'));
const stops: (() => unknown)[] = [() => rmSync(dir, { recursive: true, force: true })];
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stopAll().then(() => process.exit(70)));
try {
  await soak();
} finally {
  await stopAll();
}

async function stopAll(): Promise<void> {
  for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) await stop();
}

async function soak(): Promise<void> {
  const cluster = await startCluster();
  stops.push(() => cluster.stop());
  const slack = await startTelling<{ url: string }>([resolve('bench/soak/slack.ts')]);
  stops.push(slack.stop);
  const world = [resolve('sandbox/main.ts'), '--world', 'maple', '--only', 'aws'];
  const aws = await startTelling<{ endpoint: string; target: string; region: string }>(world);
  stops.push(aws.stop);
  const databaseUrl = await cluster.createDatabase();
  const env = botEnv(databaseUrl, slack.told.url, aws.told);
  const bots = [await startSoakBot('steady', env), await startSoakBot('killed', env)] as const;
  for (const bot of bots) stops.push(() => bot.stop());

  const over = new AbortController();
  const memory = sampleMemory(bots[0].url, over.signal);
  const kills = killAgain(bots[1], Number(values['kill-every']) * 1000, over.signal);
  const load = await sendLoad({
    bots,
    signingSecret: secrets.signing,
    webhookSecret: secrets.webhook,
    slackUrl: slack.told.url,
    target: aws.told.target,
    seconds: minutes * 60,
    commandsPerSecond: Number(values.commands),
    storm: Number(values.storm),
    alarmsPerSecond: Number(values.alarms),
  });
  over.abort();
  const killed = await kills;
  const drainedSeconds = await drained(databaseUrl, 120);
  const recorded = (await (await fetch(`${slack.told.url}/recorded`)).json()) as Recorded;
  const found = await account(databaseUrl, load, recorded, drainedSeconds);
  const samples = await memory;
  const perMinute = slope(samples, Math.min(2, minutes / 3));
  report(load, recorded, found, { killed, perMinute, cpu: cpuShare(samples), busy: loadavg()[0] ?? 0 });
}

function botEnv(databaseUrl: string, slackUrl: string, aws: { endpoint: string; target: string; region: string }) {
  const config = join(dir, 'fiveohtwo.yaml');
  writeFileSync(
    config,
    JSON.stringify({ alarms: { channel: 'C0ALARMS', rules: [{ alarm: '*', target: aws.target }] } }),
  );
  return {
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    FIVEOHTWO_CONFIG: config,
    FIVEOHTWO_DATA_DIR: join(dir, 'data'),
    FIVEOHTWO_WEBHOOK_SECRET: secrets.webhook,
    SLACK_API_URL: `${slackUrl}/api/`,
    SLACK_BOT_TOKEN: 'xoxb-soak',
    SLACK_SIGNING_SECRET: secrets.signing,
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: 'AKIDSANDBOX',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

async function killAgain(bot: SoakBot, everyMs: number, signal: AbortSignal): Promise<number> {
  let kills = 0;
  for (;;) {
    // It rejects for one reason only: that it is over.
    await wait(everyMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return kills;
    await bot.killAndRestart();
    kills += 1;
  }
}

interface Machine {
  readonly killed: number;
  readonly perMinute: number | undefined;
  /** Of one core, by the bot that was not killed. */
  readonly cpu: number | undefined;
  /** Processes that wanted a core at the end, a minute's mean: above the number of cores everything waits. */
  readonly busy: number;
}

function report(load: Load, slack: Recorded, found: Awaited<ReturnType<typeof account>>, machine: Machine): void {
  const [p50, p99] = [percentile(load.acks, 0.5), percentile(load.acks, 0.99)];
  const [alarm50, alarm99] = [percentile(load.alarmAcks, 0.5), percentile(load.alarmAcks, 0.99)];
  const rate = (count: number) => `${count} (${(count / (minutes * 60)).toFixed(1)}/s)`;
  const judged = minutes >= SLOPE_FROM_MINUTES;
  const slopeText = machine.perMinute === undefined ? 'too short' : machine.perMinute.toFixed(2);
  const rows: readonly (readonly [what: string, figure: string, holds?: boolean | undefined])[] = [
    ['minutes, kills', `${minutes}, ${machine.killed}`],
    ['commands acknowledged', rate(load.commands.length)],
    ['alarms acknowledged', rate(load.alarms.length)],
    ['ack of commands p50 / p99, ms', `${p50} / ${p99}`, p99 < 300],
    ['ack of alarms p50 / p99, ms', `${alarm50} / ${alarm99}`],
    ['lost', String(found.lost.length), found.lost.length === 0],
    ['not done when the waiting ended', String(found.undone), found.undone === 0],
    ['posts, doubled', `${slack.posts}, ${found.doubled.length}`, found.doubled.length === 0],
    ['top-level posts, edits', `${slack.topLevel}, ${slack.edits}`],
    ['commands without an answer', String(found.unanswered), found.unanswered === 0],
    ['private answers told twice', String(found.repeatedAnswers)],
    ['jobs dead, messages given up', `${found.dead}, ${found.failed}`, found.dead + found.failed === 0],
    ['everything done after, s', String(found.drainedSeconds ?? 'never'), found.drainedSeconds !== null],
    ['broken by a kill, refused', `${load.broken}, ${load.refused}`],
    ['CPU of the steady bot, cores', machine.cpu?.toFixed(2) ?? 'too short'],
    ['load of the machine / cores', `${machine.busy.toFixed(1)} / ${cpus().length}`],
    ['memory slope, MB/min', slopeText, judged ? (machine.perMinute ?? 99) <= 1 : undefined],
  ];
  const word = { true: 'ok', false: 'MISSED', undefined: '' };
  for (const [what, figure, holds] of rows) print(`${what.padEnd(34)} ${figure.padEnd(24)} ${word[`${holds}`]}`);
  for (const id of [...found.lost, ...found.doubled].slice(0, 20)) print(`  ${id}`);
  const missed = rows.filter(([, , holds]) => holds === false).map(([what]) => what);
  print(
    JSON.stringify({
      bench: 'soak',
      cores: cpus().length,
      figures: Object.fromEntries(rows.map(([what, figure]) => [what, figure])),
      missed,
    }),
  );
  if (missed.length > 0) process.exitCode = 1;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN) * 10) / 10;
}
