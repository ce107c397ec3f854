import {
  App,
  type AppOptions as BoltOptions,
  HTTPReceiver,
  type Logger,
  type Receiver,
  type ReceiverEvent,
} from '@slack/bolt';
import { processLate } from './late-ack.ts';
import { type ListenerDeps, onAction } from './listeners.ts';
import { callbackIds } from './manifest.ts';
import { onCheckShortcut, onDiagnoseShortcut, onHomeOpened } from './shortcuts.ts';
import { onView } from './views.ts';

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
  return new PatientReceiver({ signingSecret, signatureVerification: false, logger });
}

class PatientReceiver extends HTTPReceiver {
  override init(app: App): void {
    const processEvent = (event: ReceiverEvent) => processLate(app, event);
    // Of the app, the receiver knows nothing but this.
    super.init({ processEvent } as App);
  }
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
    const say = (answer?: Parameters<typeof ack>[0]) => (answer === undefined ? ack() : ack(answer));
    await submitted({ ack: say, body: body as never, view: view as never });
  });
  const check = onCheckShortcut(deps);
  const diagnose = onDiagnoseShortcut(deps);
  app.shortcut(callbackIds.check, async ({ ack, body }) => check({ ack: () => ack(), body: body as never }));
  app.shortcut(callbackIds.diagnose, async ({ ack, body }) => diagnose({ ack: () => ack(), body: body as never }));
  const home = onHomeOpened(deps);
  app.event('app_home_opened', async ({ body, event }) => home({ body, event }));
  app.event('app_uninstalled', async ({ context }) => deps.forget(context));
  app.event('tokens_revoked', async ({ context, event }) => {
    // Of the tokens of people the bot has none.
    if ((event.tokens.bot ?? []).length > 0) await deps.forget(context);
  });
}
