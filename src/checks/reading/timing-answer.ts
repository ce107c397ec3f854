import type { Observation } from '../../domain/check.ts';
import type { AccessLog } from '../../domain/evidence.ts';
import { ENOUGH, FEW } from './failures.ts';
import { notSeen, seen, unknown } from './observe.ts';
import { type Signature, timingOf } from './timing.ts';

/** Two faults at once show two ways: from this share on a way is one of them, below the other it is none. */
const SHOWS: Readonly<Record<Signature, number>> = {
  'not-dispatched': 0.4,
  'closed-at-once': 0.4,
  'mid-response': 0.4,
  'constant-time': 0.25,
};
/** So few of many are strays; between the two a second fault may hide, and nothing is ruled out. */
const ABSENT = 0.05;
/** With few rows half must agree, and at least three. */
const PLAIN = 0.5;
/** None of a few is silence only where its usual share would hardly ever give none. */
const BY_CHANCE = 0.02;

/** Whether enough of the 502s without target status were cut off in this way. Few rows can show it, not rule it out. */
export function cutOffBy(log: AccessLog, signature: Signature): Observation {
  const timing = timingOf(log);
  if (timing === undefined) return whyNoTiming(log);
  const { rows, counts, constantSeconds, medianSeconds } = timing;
  const count = counts[signature];
  const args = { rows, count, seconds: constantSeconds ?? medianSeconds ?? 0 };
  if (rows < ENOUGH) {
    if (count >= Math.max(PLAIN * rows, FEW)) return seen(args);
    const byChance = (1 - SHOWS[signature]) ** rows;
    return count === 0 && byChance < BY_CHANCE ? notSeen(args) : unknown('too-little-traffic', args);
  }
  if (count >= Math.max(SHOWS[signature] * rows, FEW)) return seen(args);
  return count <= ABSENT * rows ? notSeen(args) : unknown('ambiguous', args);
}

function whyNoTiming({ timing, rows }: AccessLog): Observation {
  if (rows === 0) return unknown('empty');
  return unknown(timing.rows === 0 ? 'no-502' : 'too-little-traffic');
}
