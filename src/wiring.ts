import { readFileSync } from 'node:fs';
import { makeAws } from './aws/index.ts';
import { drawPng } from './charts/draw-png.ts';
import { commandsOf } from './commands/index.ts';
import { type Config, requireSlack, settingsOf } from './config/index.ts';
import type { AlarmAws } from './domain/alarm-rows.ts';
import type { Clock } from './domain/ports.ts';
import type { Runbook } from './domain/runbook.ts';
import { type Accept, makeAccept } from './flows/accept-delivery.ts';
import type { FlowDeps } from './flows/deps.ts';
import { type Diagnose, makeDiagnose } from './flows/diagnose.ts';
import { makeGatherReport } from './flows/gather-report.ts';
import { makeDeliveryDied, makeHandleDelivery } from './flows/handle-delivery.ts';
import { makeLookAgain } from './flows/look-again.ts';
import { makeRunCheck, makeRunDied } from './flows/run-check.ts';
import { type Log, makeLog } from './log.ts';
import { makeRedactor } from './redaction/index.ts';
import { eventSentence, reportJson, reportMarkdown } from './reports/index.ts';
import { runbooks as ours } from './runbooks/index.ts';
import { listen } from './slack/app.ts';
import { makeChartMemory } from './slack/chart-fallback.ts';
import { makeFileOf } from './slack/files.ts';
import { renderHome } from './slack/home.ts';
import { makeKnownIn } from './slack/known-targets.ts';
import { makeOpenCheck } from './slack/open-check.ts';
import { makeOpenForm } from './slack/open-form.ts';
import { makeOutboxWorker, type OutboxWorker } from './slack/outbox-worker.ts';
import { makeRender } from './slack/render.ts';
import { newId, verifyTimeline } from './store/index.ts';
import { startServer } from './web/server.ts';
import { alarmRules, registerAlarmJobs, zoneOf } from './wiring/alarm-flow.ts';
import { makeAlarmRoads } from './wiring/alarms.ts';
import { registerDoctor } from './wiring/doctor-job.ts';
import { openGround } from './wiring/ground.ts';
import { registerPrune } from './wiring/prune.ts';
import { homeSettings, makeSlackSide, targetOfAlarm } from './wiring/slack.ts';
import { withoutSecrets } from './wiring/typed-by-people.ts';
import { makeWatch } from './wiring/web.ts';

/** What takes longer goes on after the next start: it is rows. */
const DRAIN_LIMIT_MS = 5_000;

/** The bot, running. */
export interface Bot {
  readonly port: number;
  /** Keeps what came in by a road of the caller's own, as the listeners do. */
  readonly accept: Accept;
  /** Takes nothing new, finishes what is under way as far as the limit allows, closes the store. */
  stop(): Promise<void>;
}

/** What tests put in the place of the real part. */
export interface Parts {
  readonly diagnose?: Diagnose;
  readonly alarmAws?: AlarmAws;
  readonly runbooks?: readonly Runbook[];
  /** Between two messages of a channel. */
  readonly gapMs?: number;
  readonly drainMs?: number;
}

const clock: Clock = { now: () => new Date() };

/** `502 serve`: runs until it is told to stop. Rejects with ResponderError 'bad-config' or 'data-in-use'. */
export async function serve(config: Config): Promise<void> {
  const log = makeLog(config.logLevel);
  const bot = await startBot(config, log);
  log.info({ port: bot.port }, 'listening');
  await new Promise<void>((resolve) => {
    const stop = () => resolve();
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });
  await bot.stop();
  log.info({}, 'stopped');
}

/** Where ports meet their adapters. */
export async function startBot(config: Config, log: Log, parts: Parts = {}): Promise<Bot> {
  requireSlack(config);
  const { store, jobs, bundles } = await openGround(config, clock, log);
  const database = config.databaseUrl === null ? 'sqlite' : 'postgresql';
  const watch = makeWatch({ store, clock, version, database, slack: () => slack.trouble() ?? worker?.trouble() });
  const { aws: where, deadlineMs, redactIps, timeZone } = config;
  const aws = makeAws({ ...where, deadlineMs, redactIps, clock });
  const diagnose = watch.diagnose(parts.diagnose ?? makeDiagnose({ aws, bundles, clock, newId, version }));
  const { runbooks = ours, drainMs = DRAIN_LIMIT_MS } = parts;
  const slack = makeSlackSide({ config, clock, log, store, telemetry: watch.telemetry });
  const langOf = (channel: string) => settingsOf(config, channel).lang;

  let worker: OutboxWorker | undefined;
  const flows: FlowDeps = {
    store,
    jobs,
    clock,
    newId,
    langOf,
    runbooks,
    alarms: alarmRules(config, log),
    wakeOutbox: () => worker?.wake(),
  };
  // With a database server they wait for it most of the time.
  const concurrency = config.databaseUrl === null ? 4 : 16;
  const onDead = makeDeliveryDied(flows);
  jobs.register('handle-delivery', makeHandleDelivery(flows), { attempts: 3, concurrency, onDead });
  jobs.register('run-check', makeRunCheck({ ...flows, diagnose }), { attempts: 3, onDead: makeRunDied(flows) });
  jobs.register('look-again', makeLookAgain(flows));
  registerDoctor(flows, config);
  registerAlarmJobs(jobs, flows, parts.alarmAws ?? aws);
  registerPrune(jobs, { store, bundles, clock });

  const messenger = watch.messenger(slack.messenger);
  const render = makeRender({
    store,
    bundles,
    runbooks,
    permalink: messenger.permalink,
    home: (owner, lang) => renderHome({ store, messenger, settings: homeSettings(config) }, lang, owner),
    eventSentence,
    zoneOf: zoneOf(config),
  });
  const gather = makeGatherReport({ store, verifyTimeline, bundles, clock, timeZone, version });
  const fileOf = makeFileOf({
    store,
    render,
    drawChart: drawPng,
    reportText: async (incident, format, lang) => {
      const report = await gather(incident, lang);
      return format === 'md' ? reportMarkdown(report) : reportJson(report);
    },
  });
  worker = makeOutboxWorker({ store, messenger, render, fileOf, charts: makeChartMemory(clock), log, clock }, parts);
  const accept = makeAccept({ store, jobs, clock, telemetry: watch.telemetry });
  const alarms = makeAlarmRoads({ config, accept, clock, log, telemetry: watch.telemetry });
  watch.probe('alarms', alarms.trouble);
  const onNotKept = (err: unknown) => log.error({ err }, 'a command could not be kept, and the person was told so');
  const openCheck = makeOpenCheck(flows, messenger);
  const typed = withoutSecrets(accept, (value) => makeRedactor().session().redact(value));
  listen(slack.app, commandsOf({ accept: typed, now: clock.now, langOf, onNotKept }), {
    accept: typed,
    openForm: makeOpenForm(flows, messenger, openCheck),
    openCheck,
    respond: messenger.respond,
    targetOfAlarm: targetOfAlarm(config),
    knownIn: makeKnownIn(store),
    langOf,
    now: clock.now,
    forget: slack.forget,
    log,
  });

  await slack.start().catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  await jobs.start();
  worker.start();
  let isStopping = false;
  const server = await startServer({
    host: config.slack.host,
    port: config.slack.port,
    routes: watch.routes([...slack.routes, ...alarms.routes]),
    onError: (err, path) => log.error({ err, path }, 'a request broke'),
  });
  alarms.start();
  return {
    port: server.port,
    accept,
    async stop() {
      if (isStopping) return;
      isStopping = true;
      watch.stopping();
      await slack.hangUp();
      await server.stop();
      await alarms.stop();
      await slack.drained(drainMs);
      await jobs.stop(drainMs);
      await worker?.stop();
      await store.close();
    },
  };
}

const version = String(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version);
