import type { App } from '@slack/bolt';
import { type Config, requireSlack } from '../config/index.ts';
import type { Clock, Store } from '../domain/ports.ts';
import type { Telemetry } from '../domain/telemetry.ts';
import { isLike } from '../flows/alarms/rules.ts';
import type { Log } from '../log.ts';
import { makeApp, makeHttpReceiver } from '../slack/app.ts';
import type { HomeSettings } from '../slack/blocks/home.ts';
import { connect, hearing } from '../slack/connect.ts';
import type { ListenerDeps, Workspace } from '../slack/listeners.ts';
import { type Messenger, makeMessenger } from '../slack/messenger.ts';
import { installPath, makeOAuth, redirectPath } from '../slack/oauth.ts';
import { learnFrom } from '../slack/places.ts';
import { makeSignatureGate } from '../slack/signature.ts';
import { connectWith } from '../slack/socket/connect.ts';
import { makeSocketReceiver } from '../slack/socket/receiver.ts';
import { makeWorkspaces } from '../slack/workspaces.ts';
import type { Route } from '../web/server.ts';
import { boltLogger } from './bolt-logger.ts';

/** Slack's side of the bot: how it is heard and with which token it speaks. */
export interface SlackSide {
  readonly app: App;
  readonly messenger: Messenger;
  readonly routes: readonly Route[];
  /** Rejects with 'slack-unreachable' or 'slack-refused'. Over HTTP nothing is heard before the web server runs. */
  start(): Promise<void>;
  /** Closes the connections of Socket Mode once what came over them is answered. Over HTTP the web server does that. */
  hangUp(): Promise<void>;
  /** Resolves when no listener is under way any more, at the latest after `limitMs`. */
  drained(limitMs: number): Promise<void>;
  /** Why nothing can be heard, or undefined. */
  trouble(): string | undefined;
  readonly forget: ListenerDeps['forget'];
}

export interface SlackSideDeps {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Store;
  readonly telemetry: Telemetry;
}

export function makeSlackSide(deps: SlackSideDeps): SlackSide {
  const ear = earOf(deps);
  const voice = voiceOf(deps);
  const { apiUrl } = deps.config.slack;
  const app = makeApp({ access: voice.access, receiver: ear.receiver, apiUrl, logger: boltLogger(deps.log) });
  voice.learnFrom(app);
  const inFlight = watched(app);
  return {
    app,
    messenger: voice.messenger ?? makeMessenger({ client: app.client, nowMs: () => deps.clock.now().getTime() }),
    routes: [...ear.routes, ...voice.routes],
    async start() {
      await connect(app);
      await hearing(ear.start);
    },
    hangUp: ear.stop,
    async drained(limitMs) {
      await within(limitMs, Promise.allSettled([...inFlight]));
    },
    trouble: ear.trouble,
    forget: voice.forget,
  };
}

/** HTTP, or two connections of Socket Mode. */
function earOf({ config, clock, log, telemetry }: SlackSideDeps) {
  const { appToken, signingSecret, apiUrl } = requireSlack(config);
  const logger = boltLogger(log);
  const nothing = async () => undefined;
  if (appToken !== null) {
    // What is not acknowledged Slack counts as it counts a 500.
    const onAnswered = (isAcked: boolean, seconds: number) =>
      telemetry.answered('socket', isAcked ? 200 : 500, seconds);
    const receiver = makeSocketReceiver({ connect: connectWith({ appToken, apiUrl, logger }), logger, onAnswered });
    const { trouble } = receiver;
    const stop = async () => void (await receiver.stop());
    return { receiver, routes: [], start: () => receiver.start(), stop, trouble };
  }
  const receiver = makeHttpReceiver(signingSecret ?? '', logger);
  const next = receiver.requestListener;
  const handle = makeSignatureGate({ signingSecret: signingSecret ?? '', now: clock.now, next });
  const events: Route = { methods: ['POST'], path: '/slack/events', handle };
  return { receiver, routes: [events], start: nothing, stop: nothing, trouble: () => undefined };
}

/** The token of one workspace, or those of all that installed the app. */
function voiceOf({ config, clock, log, store }: SlackSideDeps) {
  const { access, apiUrl } = requireSlack(config);
  if (access.kind === 'token') {
    // One workspace: its token stands in the settings, and nothing of it is kept.
    const forget = async () => undefined;
    return { access: { token: access.token }, messenger: undefined, routes: [], learnFrom: () => undefined, forget };
  }
  const logger = boltLogger(log);
  const { stateSecret } = access.oauth;
  const { installations, places, messenger } = makeWorkspaces({ store, clock, stateSecret, apiUrl, logger });
  const oauth = makeOAuth({ ...access.oauth, installations, apiUrl, publicUrl: config.publicUrl, logger });
  const routes: readonly Route[] = [
    { methods: ['GET'], path: installPath, handle: oauth.install },
    { methods: ['GET'], path: redirectPath, handle: oauth.redirect },
  ];
  return {
    access: { authorize: oauth.authorize },
    messenger,
    routes,
    learnFrom: (app: App) => learnFrom(app, places, (err) => log.warn({ err }, 'a workspace could not be learned')),
    async forget(of: Workspace) {
      await installations.deleteInstallation({ ...of, teamId: of.teamId ?? '', enterpriseId: of.enterpriseId ?? '' });
      log.info({ team: of.teamId, enterprise: of.enterpriseId }, 'a workspace has removed the app');
    },
  };
}

/** What the Home tab says of the settings. */
export function homeSettings({ timeZone, alarms, slack }: Config): HomeSettings {
  const roads = [
    ...(alarms.topics.length > 0 ? (['sns'] as const) : []),
    ...(alarms.queue === null ? [] : (['sqs'] as const)),
    ...(alarms.webhookSecret === null ? [] : (['webhook'] as const)),
  ];
  const connection = slack.appToken === null ? 'http' : 'socket';
  return { timeZone, roads, alarmChannel: alarms.channel, connection };
}

/** What the first rule that fits an alarm's name wants checked. */
export function targetOfAlarm({ alarms }: Config): (name: string) => string | undefined {
  return (name) => alarms.rules.find(({ alarm }) => isLike(name, alarm))?.target;
}

/** Bolt awaits its listeners inside the middleware: what runs here is all that is under way. */
function watched(app: App): ReadonlySet<Promise<unknown>> {
  const inFlight = new Set<Promise<unknown>>();
  app.use(async ({ next }) => {
    const work = next();
    inFlight.add(work);
    try {
      await work;
    } finally {
      inFlight.delete(work);
    }
  });
  return inFlight;
}

function within(limitMs: number, work: Promise<unknown>): Promise<unknown> {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, limitMs).unref())]);
}
