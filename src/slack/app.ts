import { App, type AppOptions as BoltOptions, HTTPReceiver, type Logger, type Receiver } from '@slack/bolt';
import { type ListenerDeps, onAction, onView } from './listeners.ts';

/** One call of Slack is never repeated by the SDK: the outbox decides about that. Made anew for each client, which write into it. */
export function clientOptions(apiUrl: string | null): NonNullable<BoltOptions['clientOptions']> {
  return {
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    timeout: 10_000,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
  };
}

export interface AppOptions {
  /** One workspace's token, or how to find the token of the workspace that a request comes from. */
  readonly access: { readonly token: string } | { readonly authorize: NonNullable<BoltOptions['authorize']> };
  readonly receiver: Receiver;
  readonly apiUrl: string | null;
  readonly logger: Logger;
}

export function makeApp({ access, receiver, apiUrl, logger }: AppOptions): App {
  const app = new App({
    ...access,
    receiver,
    logger,
    deferInitialization: true,
    clientOptions: clientOptions(apiUrl),
  });
  // Rethrown: swallowed here, a listener that failed before its ack would leave Slack waiting for three seconds.
  app.error(async (error) => {
    logger.error(error);
    throw error;
  });
  return app;
}

/** Bolt's own way in over HTTP, behind our check of the signature. */
export function makeHttpReceiver(signingSecret: string, logger: Logger): HTTPReceiver {
  return new HTTPReceiver({ signingSecret, signatureVerification: false, logger });
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
