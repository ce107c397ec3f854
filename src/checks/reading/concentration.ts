import type { Observation } from '../../domain/check.ts';
import type { TextArgs } from '../../domain/text.ts';
import type { Concentration } from './access-log.ts';
import { ENOUGH, FEW } from './failures.ts';
import { notSeen, seen, unknown } from './observe.ts';

const MOST = 0.8;
const HALF = 0.5;
const BY_CHANCE = 0.02;

/**
 * Few failures show a concentration only when all of them agree, and when that is no chance on a busy route or one of a few
 * targets; the first of them only says which it is.
 */
export function isTooFew({ total, share, ofRequests }: Concentration): boolean {
  if (total < FEW) return true;
  return total < ENOUGH && (share < 1 || ofRequests ** (total - 1) > BY_CHANCE);
}

/** Nearly all of them: seen. `more` times their part of the traffic and half of them: perhaps one of two faults. */
export function concentrated({ share, ofRequests }: Concentration, more: number, args: TextArgs): Observation {
  if (share >= MOST && share > 1.5 * ofRequests) return seen(args);
  return share >= HALF && share > more * ofRequests ? unknown('ambiguous', args) : notSeen(args);
}
