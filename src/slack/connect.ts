import type { App } from '@slack/bolt';
import { ResponderError } from '../domain/errors.ts';
import { NoHello } from './socket/connect.ts';

/** Bolt's first call (`auth.test`). Rejects with 'slack-unreachable' or 'slack-refused': neither is a bug of ours. */
export function connect(app: Pick<App, 'init'>): Promise<void> {
  return saying('slack/refused', () => app.init());
}

/** The first connection of Socket Mode. Rejects as `connect`, naming the other token. */
export function hearing(start: () => Promise<unknown>): Promise<void> {
  return saying('slack/app-token-refused', start);
}

async function saying(refused: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    throw sentenceOf(refused, error) ?? error;
  }
}

function sentenceOf(refused: string, error: unknown): ResponderError | undefined {
  if (error instanceof NoHello) return unreachable(error);
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const { code } = error;
  if (code === 'slack_webapi_platform_error') {
    const reason = (error as { readonly data?: { readonly error?: string } }).data?.error ?? 'unknown';
    return new ResponderError('slack-refused', { id: refused, args: { reason } }, { cause: error });
  }
  const isOutage = ['slack_webapi_request_error', 'slack_webapi_http_error', 'slack_webapi_rate_limited_error'];
  return isOutage.includes(String(code)) ? unreachable(error) : undefined;
}

function unreachable(cause: Error): ResponderError {
  return new ResponderError(
    'slack-unreachable',
    { id: 'slack/unreachable', args: { detail: cause.message } },
    { cause },
  );
}
