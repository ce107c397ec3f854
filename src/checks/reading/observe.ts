import type { Observation, UnknownReason } from '../../domain/check.ts';
import type { TextArgs } from '../../domain/text.ts';

/** Raw lines shown with a finding are examples: more than these help nobody at three in the morning. */
const FACTS = 5;

export function seen(args: TextArgs = {}, facts: readonly string[] = []): Observation {
  return { status: 'seen', args, facts: facts.slice(0, FACTS) };
}

export function notSeen(args: TextArgs = {}, facts: readonly string[] = []): Observation {
  return { status: 'not-seen', args, facts: facts.slice(0, FACTS) };
}

export function unknown(reason: UnknownReason, args: TextArgs = {}): Observation {
  return { status: 'unknown', reason, args };
}

export function notApplicable(args: TextArgs = {}): Observation {
  return { status: 'not-applicable', args };
}

/** Seen or earned silence, with the same numbers. */
export function seenIf(condition: boolean, args: TextArgs = {}, facts: readonly string[] = []): Observation {
  return condition ? seen(args, facts) : notSeen(args);
}
