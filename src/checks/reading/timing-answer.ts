import type { Observation } from '../../domain/check.ts';
import type { AccessLog } from '../../domain/evidence.ts';
import { ENOUGH } from './failures.ts';
import { notSeen, seen, unknown } from './observe.ts';
import { type Signature, timingOf } from './timing.ts';

/** Whether most of the 502s without target status were cut off in this way. Few rows can show it, not rule it out. */
export function cutOffBy(log: AccessLog, signature: Signature): Observation {
  const timing = timingOf(log);
  if (timing === undefined) return whyNoTiming(log);
  const { rows, counts, constantSeconds, medianSeconds } = timing;
  const args = { rows, count: counts[signature], seconds: constantSeconds ?? medianSeconds ?? 0 };
  if (timing.dominant === signature) return seen(args);
  return rows < ENOUGH ? unknown('too-little-traffic', args) : notSeen(args);
}

function whyNoTiming({ timing, rows }: AccessLog): Observation {
  if (rows === 0) return unknown('empty');
  return unknown(timing.rows === 0 ? 'no-502' : 'too-little-traffic');
}
