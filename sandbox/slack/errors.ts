import type { Json } from './json.ts';

/** An answer `{ok: false, error}` of the Web API. `status` 429 carries Retry-After. */
export class SlackError extends Error {
  readonly error: string;
  readonly extra: Json;
  readonly retryAfter: number | undefined;

  constructor(error: string, extra: Json = {}, retryAfter?: number) {
    super(error);
    this.name = 'SlackError';
    this.error = error;
    this.extra = extra;
    this.retryAfter = retryAfter;
  }
}
