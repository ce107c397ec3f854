import type { Gap, GapReason } from '../domain/evidence.ts';

/** A gap before it is known which collector it belongs to. */
export type Lost = Omit<Gap, 'collector'>;

/** A call that AWS did not answer as asked; carries what a gap needs. */
export class CallFailed extends Error {
  readonly reason: GapReason;
  readonly action: string;
  /** The SDK's name of the error: 'AccessDeniedException'. */
  readonly code: string;

  constructor(action: string, cause: unknown) {
    super(describe(cause), { cause });
    this.name = 'CallFailed';
    this.action = action;
    this.code = codeOf(cause);
    this.reason = reasonOf(cause);
  }
}

/** Thrown by a collector that has nothing to bring, with its own reason. */
export class Nothing extends Error {
  readonly lost: readonly Lost[];

  constructor(...lost: readonly Lost[]) {
    super(lost[0]?.detail ?? lost[0]?.reason ?? 'nothing');
    this.name = 'Nothing';
    this.lost = lost;
  }
}

export function lostOf(error: unknown): readonly Lost[] {
  if (error instanceof Nothing) return error.lost;
  if (error instanceof CallFailed) {
    const action = error.reason === 'denied' ? error.action : null;
    return [{ reason: error.reason, action, detail: `${error.action}: ${error.message}` }];
  }
  return [{ reason: reasonOf(error), action: null, detail: describe(error) }];
}

/** A time limit or a broken connection in the middle of a listing cuts it off; other reasons stay what they are. */
export function cutOff(error: unknown): readonly Lost[] {
  return lostOf(error).map((lost) =>
    lost.reason === 'timed-out' || lost.reason === 'failed' ? { ...lost, reason: 'cut-off' } : lost,
  );
}

const byCode: readonly (readonly [RegExp, GapReason])[] = [
  [
    /^(AccessDenied|Forbidden|UnauthorizedOperation|NotAuthorized|AuthorizationError|AllAccessDisabled)|^403$/,
    'denied',
  ],
  [/Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|LimitExceededException|BandwidthLimit/, 'throttled'],
  [/^(AbortError|TimeoutError|ETIMEDOUT|ESOCKETTIMEDOUT|RequestTimeout)/, 'timed-out'],
  [/^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE|UND_ERR_SOCKET)$/, 'cut-off'],
  [/NotFound|NoSuch/, 'not-found'],
];

export function reasonOf(error: unknown): GapReason {
  if (error instanceof CallFailed) return error.reason;
  const codes = [codeOf(error), systemCodeOf(error)];
  const known = byCode.find(([pattern]) => codes.some((code) => pattern.test(code)));
  if (known !== undefined) return known[1];
  return /socket hang up|aborted|premature/i.test(messageOf(error)) ? 'cut-off' : 'failed';
}

export function codeOf(error: unknown): string {
  return nameOf(error) ?? typeof error;
}

/** What the operating system called it ('ECONNREFUSED'), through the causes. */
export function systemCodeOf(error: unknown): string {
  let at = error;
  for (let depth = 0; typeof at === 'object' && at !== null && depth < 5; depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    at = 'cause' in at ? at.cause : undefined;
  }
  return '';
}

export function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('message' in error)) return String(error);
  return String(error.message);
}

/** Not by `instanceof`: the errors of fetch and of timeouts are no Errors of ours. */
function nameOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('name' in error)) return undefined;
  return typeof error.name === 'string' ? error.name : undefined;
}

/** One line, at most 300 characters. */
function describe(error: unknown): string {
  const name = codeOf(error);
  const text = `${name === 'Error' ? '' : `${name}: `}${messageOf(error)}`;
  // The SDK adds advice for its own users.
  const plain = text.replace(/\s*Deserialization error: to see the raw response[\s\S]*$/, '');
  return plain.replace(/\s+/g, ' ').slice(0, 300);
}
