import { App, type webApi } from '@slack/bolt';
import { type RunningSlack, type SlackOptions, startSlack } from '../../sandbox/slack/server.ts';

export const secret = 'a-signing-secret';
export const token = 'xoxb-sandbox';

export interface Pair {
  readonly slack: RunningSlack;
  readonly app: App;
  readonly client: webApi.WebClient;
  stop(): Promise<void>;
}

/** The stand-in and a real Bolt app that talk to each other over HTTP. `listen` adds the app's listeners. */
export async function startPair(
  listen: (app: App) => void = () => undefined,
  options: Partial<SlackOptions> & { readonly botSecret?: string } = {},
): Promise<Pair> {
  const slack = await startSlack({ port: 0, token, signingSecret: secret, ...options });
  const app = new App({
    token,
    signingSecret: options.botSecret ?? secret,
    deferInitialization: true,
    logger: silent,
    clientOptions: {
      slackApiUrl: slack.apiUrl,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
      logger: silent,
    },
  });
  listen(app);
  await app.init();
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the app has no port');
  slack.setBot(`http://127.0.0.1:${address.port}/slack/events`);
  return {
    slack,
    app,
    client: app.client,
    stop: async () => {
      await slack.close();
      server.closeAllConnections();
      await app.stop();
    },
  };
}

const nothing = (): undefined => undefined;
const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => 'error' as never,
  setName: nothing,
};

/** The person of the stand-in's workspace. Throws when there is none. */
export function person(pair: Pair, id: string) {
  const found = pair.slack.workspace.person(id);
  if (found === undefined) throw new Error(`nobody has the id ${id}`);
  return found;
}

/** What one person sees in a channel, as lines. */
export function seen(pair: Pair, channel: string, user: string): readonly string[] {
  return pair.slack.workspace
    .messages(channel)
    .filter((message) => message.onlyFor === undefined || message.onlyFor === user)
    .map((message) => `${message.onlyFor === undefined ? '' : '(only you) '}${message.text}`);
}
