import type { ErrorCode } from '../domain/errors.ts';

/** Never 1: that is what a crash gives. 78 (Node too old) is in bin/502.js. */
export const exitCodes = {
  ok: 0,
  found: 2,
  unclear: 3,
  usage: 64,
  unavailable: 69,
  bug: 70,
  noPermission: 77,
  interrupted: 130,
} as const;

const byError: { readonly [C in ErrorCode]?: number } = {
  'no-credentials': exitCodes.noPermission,
  'expired-credentials': exitCodes.noPermission,
  denied: exitCodes.noPermission,
  'aws-unreachable': exitCodes.unavailable,
  'slack-unreachable': exitCodes.unavailable,
  'slack-refused': exitCodes.noPermission,
  'data-in-use': exitCodes.unavailable,
  'database-away': exitCodes.unavailable,
  'not-installed': exitCodes.unavailable,
};

/** Everything else was asked for wrongly. */
export function exitCodeOfError(code: ErrorCode): number {
  return byError[code] ?? exitCodes.usage;
}
