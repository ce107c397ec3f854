import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { alarmAddress } from '../aws/messages/address.ts';
import type { RunningAws } from '../aws/server.ts';
import { type RunningSlack, startSlack } from '../slack/server.ts';
import { type AlarmSettings, freePort, type RunningBot, startBot } from './bot.ts';
import type { Options } from './options.ts';
import { installed } from './slack-app.ts';
import { commandLine, doctorLine, said, Trouble } from './texts.ts';

const usualSlackPort = 5502;
const token = 'xoxb-sandbox';
const alarmAfterMs = 5_000;
const alarmChannel = { id: 'C0INCIDENTS', name: 'incidents' };
const appToken = 'xapp-sandbox';
const signingSecret = process.env.SANDBOX_SIGNING_SECRET ?? 'sandbox-signing-secret';

/** One line of JSON, then it serves until it is told to stop. */
export async function startOnlyAws(options: Options, world: string): Promise<number> {
  const { stop, fireAlarms: _, ...address } = await aws(options, world);
  process.stdout.write(`${JSON.stringify(address)}\n`);
  await told();
  await stop();
  return 0;
}

/** Throws Trouble with every mistake of the world's file. */
async function readable(world: string) {
  const { readWorld } = await import('../aws/world/read.ts');
  return readWorld(world).catch((error: Error) => {
    throw new Trouble(error.message, 64);
  });
}

/** As `startOnlyAws`, for Slack: `POST <page>/_sandbox/bot {url}` tells it where the bot is. */
export async function startOnlySlack(options: Options): Promise<number> {
  const slack = await slackOn(options, 'shop-alb');
  process.stdout.write(
    `${JSON.stringify({ page: slack.url, apiUrl: slack.apiUrl, token, signingSecret, ...(options.socket && { appToken }) })}\n`,
  );
  await told();
  await slack.close();
  return 0;
}

/** Both stand-ins and the bot. Resolves when a signal came or the bot ended. */
export async function startEverything(options: Options, world: string, started: number): Promise<number> {
  const stopped = told();
  const { target, region, account } = await readable(world);
  const awsPort = await onPort(options, 'aws-port', options.awsPort, freePort);
  const slack = await slackOn(options, target);
  const dataDir = dataDirOf(options);
  const endpoint = `http://127.0.0.1:${awsPort}`;
  const { queue, topic } = alarmAddress({ region, account });
  const alarms = { channel: alarmChannel.id, queue: `${endpoint}${queue}`, topics: [topic] };
  const starting = botBetween(options, { endpoint, region, alarms }, slack, dataDir);
  // Noticed below; meanwhile the world is made, which takes as long as the bot's own start.
  starting.catch(() => undefined);
  let amazon: RunningAws | undefined;
  let bot: RunningBot | undefined;
  try {
    amazon = await aws({ ...options, awsPort }, world);
    bot = await Promise.race([starting, stopped]);
    if (bot === undefined) return 0;
    announce(options, { world, region, amazon, slack, bot, dataDir, ms: performance.now() - started });
    if (!options.noAlarm) fireSoon(amazon);
    const trouble = await Promise.race([stopped, bot.ended]);
    if (trouble !== undefined) throw trouble;
    process.stdout.write(`${said[options.lang].stopping}\n`);
    return 0;
  } finally {
    await bot?.stop();
    await Promise.all([slack.close(), amazon?.stop()]);
    if (options.data === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
}

interface Amazon {
  readonly endpoint: string;
  readonly region: string;
  readonly alarms: AlarmSettings;
}

async function botBetween(options: Options, amazon: Amazon, slack: RunningSlack, dataDir: string) {
  const port = await onPort(options, 'bot-port', options.botPort, freePort);
  slack.setBot(`http://127.0.0.1:${port}/slack/events`);
  const bot = await startBot({
    port,
    dataDir,
    slackApiUrl: slack.apiUrl,
    token,
    // A test starts the bot with another one, to see that nothing works then.
    signingSecret: process.env.SANDBOX_BOT_SIGNING_SECRET ?? signingSecret,
    ...(options.socket && { appToken }),
    awsEndpoint: amazon.endpoint,
    region: amazon.region,
    alarms: amazon.alarms,
    lang: options.lang,
    verbose: options.verbose,
  });
  if (!(await slack.verifyBot())) process.stderr.write(`${said[options.lang].botDeaf}\n`);
  return bot;
}

// Loaded when needed: one stand-in alone starts without the weight of the other.
async function aws(options: Options, world: string): Promise<RunningAws> {
  await readable(world);
  const { startAws } = await import('../aws/server.ts');
  return onPort(options, 'aws-port', options.awsPort, (port) => startAws({ world, port }));
}

async function slackOn(options: Options, target: string): Promise<RunningSlack> {
  const { pageAssets } = await import('../page/bundle.ts');
  const assets = pageAssets();
  const open = (port: number): Promise<RunningSlack> =>
    startSlack({
      port,
      token,
      signingSecret,
      target,
      page: () => assets,
      ...(options.socket && { appToken }),
      ...installed(),
    });
  if (options.slackPort !== undefined) return onPort(options, 'slack-port', options.slackPort, open);
  return open(usualSlackPort).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return open(0);
  });
}

async function onPort<T>(options: Options, name: string, port: number, open: (port: number) => Promise<T>): Promise<T> {
  try {
    return await open(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Trouble(said[options.lang].portTaken(port, name), 64);
  }
}

function dataDirOf(options: Options): string {
  if (options.data === undefined) return mkdtempSync(join(tmpdir(), 'fiveohtwo-sandbox-'));
  const folder = resolve(options.data);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

interface Running {
  readonly world: string;
  readonly region: string;
  readonly amazon: RunningAws;
  readonly slack: RunningSlack;
  readonly bot: RunningBot;
  readonly dataDir: string;
  readonly ms: number;
}

function announce(options: Options, { world, region, amazon, slack, bot, dataDir, ms }: Running): void {
  const words = said[options.lang];
  const page = options.lang === 'ja' ? `${slack.url}/?as=U0AIKO` : slack.url;
  const rows = [
    [words.aws, amazon.endpoint, `${words.world}: ${world}`],
    [words.slack, slack.url, ''],
    [words.bot, bot.url, `pid ${bot.pid}, ${words.data}: ${dataDir}`],
  ];
  const lines = rows.map(([name = '', url = '', more]) => `  ${pad(name, 16)}${pad(url, 26)}${more}`.trimEnd());
  process.stdout.write(
    [
      '',
      words.ready(ms),
      ...lines,
      '',
      `  ▶ ${words.open(page, amazon.target)}`,
      ...(options.noAlarm ? [] : [`    ${words.alarm(alarmChannel.name)}`]),
      '',
      words.terminal,
      `  ${commandLine({ endpoint: amazon.endpoint, region, dataDir, target: amazon.target })}`,
      '',
      words.doctor,
      `  ${doctorLine(bot.settings)}`,
      '',
      words.stop,
      '',
    ].join('\n'),
  );
}

/** Japanese letters take two columns. */
function pad(text: string, width: number): string {
  const columns = [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, width - columns));
}

/** Late enough for the page to be open and seen empty. */
function fireSoon(amazon: RunningAws): void {
  setTimeout(() => amazon.fireAlarms(), alarmAfterMs).unref();
}

/** Resolves at the first Ctrl-C or kill. */
function told(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(undefined));
  });
}
