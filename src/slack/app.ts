import { App, HTTPReceiver, type Logger } from '@slack/bolt';
import { type ListenerDeps, onAction, onView } from './listeners.ts';

const SKEW_SECONDS = 300;

export interface AppOptions {
  readonly token: string;
  readonly signingSecret: string;
  readonly apiUrl: string | null;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** The Slack app over HTTP. One call of Slack is never repeated by the SDK: the outbox decides about that. */
export function makeApp({ token, signingSecret, apiUrl, logger, now }: AppOptions) {
  const receiver = new HTTPReceiver({
    signingSecret,
    logger,
    customPropertiesExtractor: (request) => ({ sentAt: Number(request.headers['x-slack-request-timestamp']) }),
  });
  const app = new App({
    token,
    receiver,
    logger,
    deferInitialization: true,
    clientOptions: {
      ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
      timeout: 10_000,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
    },
  });
  // Bolt refuses what is too old; a signed time too far ahead is no better.
  app.use(async ({ context, next }) => {
    const { sentAt } = context;
    if (typeof sentAt === 'number' && sentAt > now().getTime() / 1000 + SKEW_SECONDS) {
      throw new Error('the request is signed for a time to come');
    }
    await next();
  });
  // Rethrown: swallowed here, a listener that failed before its ack would leave Slack waiting for three seconds.
  app.error(async (error) => {
    logger.error(error);
    throw error;
  });
  return { app, receiver };
}

/** Commands come from commands/; buttons and forms all go one way. */
export function listen(
  app: App,
  commands: Readonly<Record<string, Parameters<App['command']>[1]>>,
  deps: ListenerDeps,
): void {
  for (const [name, listener] of Object.entries(commands)) app.command(name, listener);
  const pressed = onAction(deps);
  const submitted = onView(deps);
  app.action(/.*/, async ({ ack, body, action }) => {
    await pressed({ ack: () => ack(), body: body as never, action: action as never });
  });
  app.view(/.*/, async ({ ack, body, view }) => {
    await submitted({ ack: (answer) => (answer === undefined ? ack() : ack(answer)), body, view: view as never });
  });
}
