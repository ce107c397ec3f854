import type { Message } from './text.ts';

/** What went wrong because of the request or the surroundings: a person can act on it. */
export type ErrorCode =
  | 'usage'
  | 'bad-config'
  | 'target-not-found'
  | 'target-ambiguous'
  | 'wrong-region'
  | 'no-credentials'
  | 'expired-credentials'
  | 'denied'
  | 'aws-unreachable'
  | 'slack-unreachable'
  | 'slack-refused'
  | 'run-not-found'
  | 'run-going'
  | 'incident-not-found'
  | 'incident-state'
  | 'nothing-to-report'
  | 'stale-card'
  | 'old-version'
  | 'already-pressed'
  | 'bad-bundle'
  | 'data-in-use'
  | 'database-away'
  | 'not-installed';

/** Carries a sentence for the person (by message id) and the next step in it. Shown as it is; anything else is our bug. */
export class ResponderError extends Error {
  readonly code: ErrorCode;
  readonly said: Message;

  constructor(code: ErrorCode, said: Message, options?: ErrorOptions) {
    super(`${code}: ${said.id}`, options);
    this.name = 'ResponderError';
    this.code = code;
    this.said = said;
  }
}
