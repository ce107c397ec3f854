import type { App, webApi } from '@slack/bolt';
import { type Config, requireSlack } from '../config/index.ts';
import type { Clock } from '../domain/ports.ts';
import { isLike } from '../flows/alarms/rules.ts';
import type { Log } from '../log.ts';
import { makeApp, makeHttpReceiver } from '../slack/app.ts';
import type { HomeSettings } from '../slack/blocks/home.ts';
import { connect, hearing } from '../slack/connect.ts';
import { makeSignatureGate } from '../slack/signature.ts';
import { connectWith } from '../slack/socket/connect.ts';
import { makeSocketReceiver } from '../slack/socket/receiver.ts';
import type { Route } from '../web/server.ts';
import { boltLogger } from './bolt-logger.ts';

/** Slack's side of the bot: how it is heard and with which token it speaks. */
export interface SlackSide {
  readonly app: App;
  readonly client: webApi.WebClient;
  readonly routes: readonly Route[];
  /** Rejects with 'slack-unreachable' or 'slack-refused'. Over HTTP nothing is heard before the web server runs. */
  start(): Promise<void>;
  /** Closes the connections of Socket Mode once what came over them is answered. Over HTTP the web server does that. */
  hangUp(): Promise<void>;
  /** Resolves when no listener is under way any more, at the latest after `limitMs`. */
  drained(limitMs: number): Promise<void>;
  /** Why nothing can be heard, or undefined. */
  trouble(): string | undefined;
  /** A workspace has removed the app. */
  forget(workspace: { readonly team: string | null; readonly enterprise: string | null }): Promise<void>;
}

export interface SlackSideDeps {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
}

export function makeSlackSide({ config, clock, log }: SlackSideDeps): SlackSide {
  const slack = requireSlack(config);
  const logger = boltLogger(log);
  const { apiUrl } = slack;
  const ear = slack.appToken === null ? httpEar() : socketEar(slack.appToken);
  const app = makeApp({ access: { token: slack.botToken }, receiver: ear.receiver, apiUrl, logger });
  const inFlight = watched(app);

  function httpEar() {
    const receiver = makeHttpReceiver(slack.signingSecret ?? '', logger);
    const next = receiver.requestListener;
    const handle = makeSignatureGate({ signingSecret: slack.signingSecret ?? '', now: clock.now, next });
    const events: Route = { methods: ['POST'], path: '/slack/events', handle };
    return {
      receiver,
      routes: [events],
      start: async () => undefined,
      stop: async () => undefined,
      trouble: () => undefined,
    };
  }

  function socketEar(appToken: string) {
    const receiver = makeSocketReceiver({ connect: connectWith({ appToken, apiUrl, logger }), logger });
    return { receiver, routes: [], start: receiver.start, stop: receiver.stop, trouble: receiver.trouble };
  }

  return {
    app,
    client: app.client,
    routes: ear.routes,
    async start() {
      await connect(app);
      await hearing(() => ear.start());
    },
    async hangUp() {
      await ear.stop();
    },
    async drained(limitMs) {
      await within(limitMs, Promise.allSettled([...inFlight]));
    },
    trouble: () => ear.trouble(),
    // One workspace: its token stands in the settings, and nothing of it is kept.
    forget: async () => undefined,
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
