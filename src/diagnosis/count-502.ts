import type { AccessLog } from '../domain/evidence.ts';
import { pairSum } from './status-pairs.ts';

/** How many 502s one side made. `least` null: nobody looked. `most` null: nothing bounds it. */
export interface Counted {
  readonly least: number | null;
  readonly most: number | null;
  /** What `least` was counted in. */
  readonly from: 'metrics' | 'log' | null;
}

/** Failed requests of the target, and those with status 502 among them, as a log tells them. */
export interface Told {
  readonly failed: number;
  readonly with502: number;
}

/** A metric's sum; `whole` when it is all there is. */
export interface Counter {
  readonly value: number | null;
  readonly whole: boolean;
}

/** Metrics and logs draw their minutes a little differently: so much of the failures may lie between them. */
const EDGE = 0.02;

/** The metric is the count; the log, delivered late and as well as can be, only shows that there are so many. */
export function madeByAlb({ value, whole }: Counter, log: AccessLog | undefined): Counted {
  if (whole && value !== null) return { least: value, most: value, from: 'metrics' };
  const logged = log === undefined ? null : pairSum(log, (elb, target) => elb === 502 && target === null);
  if (logged !== null && logged > (value ?? -1)) return { least: logged, most: null, from: 'log' };
  return { least: value, most: null, from: value === null ? null : 'metrics' };
}

/** The metric lumps 500 to 599: zero is zero; more is told by a log as far as it reaches, and the rest could be 502s. */
export function madeByTarget({ value, whole }: Counter, told: Told | undefined): Counted {
  const failed = whole ? value : null;
  if (failed === 0) return { least: 0, most: 0, from: 'metrics' };
  if (told === undefined) return { least: null, most: failed, from: null };
  const least = told.with502;
  if (failed === null) return { least, most: null, from: 'log' };
  const hidden = Math.max(0, failed - told.failed);
  // None is only none when every failure is accounted for.
  const isEdge = least > 0 && hidden <= EDGE * failed;
  return { least, most: least + (isEdge ? 0 : hidden), from: 'log' };
}
