import { LogLevel, webApi } from '@slack/bolt';

/** What one question to Slack came to. */
export type Asked<T> =
  | { readonly kind: 'answered'; readonly answer: T; readonly scopes: readonly string[] | null }
  /** Slack said no; `reason` is its word for it. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'rate-limited'; readonly seconds: number }
  | { readonly kind: 'unreachable'; readonly detail: string };

export interface ClientOptions {
  readonly apiUrl: string | null;
  /** Told the Date header of each answer. */
  readonly onDate: (date: string | null) => void;
  readonly signal: AbortSignal;
}

const LIMIT_MS = 8_000;

/** A client of the doctor's own: it asks once, and listens to the clock of who answers. */
export function clientOf(token: string, { apiUrl, onDate, signal }: ClientOptions): webApi.WebClient {
  const listening: typeof fetch = async (input, init) => {
    const signals = [signal, ...(init?.signal ? [init.signal] : [])];
    const response = await fetch(input, { ...init, signal: AbortSignal.any(signals) });
    onDate(response.headers.get('date'));
    return response;
  };
  return new webApi.WebClient(token, {
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    fetch: listening,
    timeout: LIMIT_MS,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    logLevel: LogLevel.ERROR,
  });
}

/** Asks, and tells a refusal from an outage. What is neither is our bug and is thrown on. */
export async function ask<T extends webApi.WebAPICallResult>(call: Promise<T>): Promise<Asked<T>> {
  try {
    const answer = await call;
    return { kind: 'answered', answer, scopes: answer.response_metadata?.scopes ?? null };
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return ofPlatform(error.data.error);
    if (error instanceof webApi.WebAPIRateLimitedError) return { kind: 'rate-limited', seconds: error.retryAfter };
    if (error instanceof webApi.WebAPIRequestError || error instanceof webApi.WebAPIHTTPError) {
      return { kind: 'unreachable', detail: detailOf(error) };
    }
    throw error;
  }
}

function ofPlatform(reason: string): Asked<never> {
  const limited = reason === 'ratelimited' || reason === 'rate_limited';
  return limited ? { kind: 'rate-limited', seconds: 60 } : { kind: 'refused', reason };
}

/** The innermost cause says most: ECONNREFUSED, ENOTFOUND. */
function detailOf(error: Error): string {
  let at: unknown = error;
  for (let depth = 0; at instanceof Error && at.cause !== undefined && depth < 4; depth += 1) at = at.cause;
  const code = typeof at === 'object' && at !== null && 'code' in at ? String(at.code) : '';
  return (code || (at instanceof Error ? at.message : error.message)).slice(0, 200);
}
