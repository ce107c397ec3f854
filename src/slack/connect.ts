import type { App } from '@slack/bolt';
import { ResponderError } from '../domain/errors.ts';

/** Bolt's first call (`auth.test`). Rejects with 'slack-unreachable' or 'slack-refused': neither is a bug of ours. */
export async function connect(app: Pick<App, 'init'>): Promise<void> {
  try {
    await app.init();
  } catch (error) {
    throw sentenceOf(error) ?? error;
  }
}

function sentenceOf(error: unknown): ResponderError | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const { code } = error;
  if (code === 'slack_webapi_platform_error') {
    const reason = (error as { readonly data?: { readonly error?: string } }).data?.error ?? 'unknown';
    return new ResponderError('slack-refused', { id: 'slack/refused', args: { reason } }, { cause: error });
  }
  const isOutage = ['slack_webapi_request_error', 'slack_webapi_http_error', 'slack_webapi_rate_limited_error'];
  if (!isOutage.includes(String(code))) return undefined;
  return new ResponderError(
    'slack-unreachable',
    { id: 'slack/unreachable', args: { detail: error.message } },
    { cause: error },
  );
}
