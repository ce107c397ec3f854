import type { Observation } from '../../domain/check.ts';
import type { AccessLog } from '../../domain/evidence.ts';
import type { TextArgs } from '../../domain/text.ts';
import { unknown } from './observe.ts';
import type { Signature, Timing } from './timing.ts';

/** Why the timing of the 502s cannot be judged. */
export function whyNoTiming({ timing, rows }: AccessLog): Observation {
  if (rows === 0) return unknown('empty');
  return unknown(timing.rows === 0 ? 'no-502' : 'too-little-traffic');
}

export function timingArgs({ rows, counts, constantSeconds, medianSeconds }: Timing, signature: Signature): TextArgs {
  return { rows, count: counts[signature], seconds: constantSeconds ?? medianSeconds ?? 0 };
}
