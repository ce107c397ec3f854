import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSlack } from '../../sandbox/slack/server.ts';
import { openPostgres } from '../../src/store/open-postgres.ts';
import { startCluster } from '../postgres/cluster.ts';
import { type Bot, makeBot } from './bot-process.ts';
import { startGateway } from './gateway.ts';
import { freePort, type House, signingSecret, startAws, token } from './house.ts';

const PROCESSES = 3;

/** The house with several processes of the bot on one PostgreSQL, behind one front door. */
export async function openFleet(world: string): Promise<House & { readonly databaseUrl: string }> {
  const cluster = await startCluster();
  const databaseUrl = await cluster.createDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'kill-fleet-'));
  const amazon = await startAws(world);
  const ports = await Promise.all(Array.from({ length: PROCESSES }, freePort));
  const deliveries = await startGateway(ports.map((port) => `http://127.0.0.1:${port}`));
  const slack = await startSlack({ port: 0, token, signingSecret, botUrl: `${deliveries.url}/slack/events` });
  const toSlack = await Promise.all(ports.map((_, n) => startGateway(new URL(slack.apiUrl).origin, n)));
  const toAws = await Promise.all(ports.map((_, n) => startGateway(amazon.endpoint, n)));
  const bots = ports.map((port, n) =>
    makeBot({
      port,
      // Nothing may depend on a disk that the processes share.
      dataDir: join(dataDir, String(n)),
      databaseUrl,
      slackApiUrl: `${toSlack[n]?.url}${new URL(slack.apiUrl).pathname}`,
      token,
      signingSecret,
      awsEndpoint: toAws[n]?.url ?? '',
      region: amazon.region,
    }),
  );
  const bot = together(bots);
  async function close(): Promise<void> {
    await bot.stop();
    const gateways = [deliveries, ...toSlack, ...toAws];
    await Promise.all([slack.close(), ...gateways.map((gateway) => gateway.close())]);
    amazon.child.kill('SIGTERM');
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }

  try {
    // All at once, on an empty database.
    await bot.start();
  } catch (error) {
    await close();
    throw error;
  }
  const store = await openPostgres({ url: databaseUrl, readOnly: true });
  return {
    bot,
    slack,
    deliveries,
    aws: { watch: (watcher) => toAws.forEach((gateway) => void gateway.watch(watcher)) },
    target: amazon.target,
    databaseUrl,
    dataDir,
    caller(method) {
      const asking = toSlack.findIndex((gateway) => gateway.isOpen(method));
      if (asking >= 0) return asking;
      const times = toSlack.map((gateway) => gateway.lastAt(method));
      return times.indexOf(Math.max(...times));
    },
    read: (look) => store.transaction((tx) => look(store, tx)),
    async close() {
      await store.close();
      await close();
    },
  };
}

/** Several processes as one bot that is killed in parts. */
function together(bots: readonly Bot[]): Bot {
  let lastKilled: Bot | undefined;
  const starting = new Set<Bot>();
  const ensureOne = async (bot: Bot): Promise<void> => {
    starting.add(bot);
    await bot.ensure();
    starting.delete(bot);
  };
  const ensure = async () => void (await Promise.all(bots.map(ensureOne)));
  /** One that starts, where there is one: nothing else would ever be killed then. */
  const anyOf = () => [...starting][0] ?? bots[Math.floor(Math.random() * bots.length)];
  return {
    start: ensure,
    ensure,
    kill(by) {
      lastKilled = by === undefined ? anyOf() : bots[by];
      lastKilled?.kill();
    },
    gone: async () => lastKilled?.gone(),
    stop: async () => void (await Promise.all(bots.map((bot) => bot.stop()))),
    log: () => bots.map((bot, n) => `process ${n}:\n${bot.log()}`).join('\n'),
  };
}
