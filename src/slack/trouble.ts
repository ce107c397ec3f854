import { webApi } from '@slack/bolt';

/**
 * What a failed call means for the message. `not-here`: the bot is no member. `archived`: nobody can post there. `refused`:
 * Slack did not take the blocks. `maybe`: the call may have arrived; not to be looked for before `waitMs`. `no-access`: nothing
 * can be sent at all. `deleted`: somebody took the message away. `thread-gone`: the one above it. `gone`: never for this message.
 */
export type Trouble =
  | { readonly kind: 'rate-limited' | 'maybe'; readonly waitMs: number; readonly error: string }
  | { readonly kind: Lasting; readonly error: string }
  | { readonly kind: 'refused'; readonly error: string; readonly details: readonly string[] };

type Lasting = 'not-here' | 'archived' | 'no-access' | 'deleted' | 'thread-gone' | 'gone';

/** A call that was cut off may still be on its way; one that was answered is not. */
const ON_THE_WAY_MS = 3_000;
const ANSWERED_MS = 500;

const kinds: Readonly<Record<string, Lasting | 'refused' | 'maybe'>> = {
  not_in_channel: 'not-here',
  channel_not_found: 'not-here',
  is_archived: 'archived',
  message_not_found: 'deleted',
  thread_not_found: 'thread-gone',
  cannot_reply_to_message: 'thread-gone',
  token_revoked: 'no-access',
  token_expired: 'no-access',
  invalid_auth: 'no-access',
  not_authed: 'no-access',
  account_inactive: 'no-access',
  missing_scope: 'no-access',
  org_login_required: 'no-access',
  invalid_blocks: 'refused',
  invalid_blocks_format: 'refused',
  invalid_attachments: 'refused',
  msg_blocks_too_long: 'refused',
  msg_too_long: 'refused',
  internal_error: 'maybe',
  fatal_error: 'maybe',
  service_unavailable: 'maybe',
  request_timeout: 'maybe',
};

/** A response_url did not answer. */
export class NoAnswer extends Error {
  constructor(options: ErrorOptions) {
    super('no answer from a response_url', options);
    this.name = 'NoAnswer';
  }
}

/** No installation of the app speaks in that channel or with that person. */
export class NoWorkspace extends Error {
  constructor(place: string) {
    super(`the app is installed in no workspace that knows ${place}`);
    this.name = 'NoWorkspace';
  }
}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'rate-limited', waitMs: error.retryAfter * 1000, error: 'ratelimited' };
  }
  if (error instanceof webApi.WebAPIPlatformError) return ofPlatform(error);
  // Timeouts, broken connections and 5xx: Slack may have taken the message all the same.
  if (error instanceof webApi.WebAPIRequestError) return maybe(error, ON_THE_WAY_MS);
  if (error instanceof webApi.WebAPIHTTPError) return maybe(error, ANSWERED_MS);
  if (error instanceof NoWorkspace) return { kind: 'gone', error: 'no_workspace' };
  if (error instanceof NoAnswer) return maybe(error, ON_THE_WAY_MS);
  throw error;
}

const maybe = ({ message }: Error, waitMs: number): Trouble => ({
  kind: 'maybe',
  waitMs,
  error: message.slice(0, 200),
});

function ofPlatform({ data }: webApi.WebAPIPlatformError): Trouble {
  const { error } = data;
  if (error === 'ratelimited' || error === 'rate_limited') return { kind: 'rate-limited', waitMs: 1000, error };
  const kind = kinds[error] ?? 'gone';
  if (kind === 'maybe') return { kind, waitMs: ANSWERED_MS, error };
  if (kind !== 'refused') return { kind, error };
  return { kind, error, details: data.response_metadata?.messages ?? [] };
}
