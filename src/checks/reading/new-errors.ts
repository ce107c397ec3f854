import type { ApplicationLog, LogTemplate } from '../../domain/evidence.ts';
import { type Failures, MINUTE, nearFailure } from './failures.ts';

/** Errors may come a little before the first failure that is counted, and some minutes into the failing. */
const BEFORE = 3 * MINUTE;
const AFTER = 5 * MINUTE;
/** So much time of the same log must be known from before the onset. */
const QUIET = 10 * MINUTE;
/** Once is a coincidence. */
const TIMES = 3;

/**
 * Kinds of lines that look like errors, were not written before the onset, and were since; most frequent first. Undefined
 * when no log is known from long enough before.
 */
export function newErrorsAt(
  logs: readonly ApplicationLog[],
  onset: number,
  failures: Failures,
): readonly LogTemplate[] | undefined {
  const known = logs.filter((log) => isKnownBefore(log, onset));
  if (known.length === 0) return undefined;
  return known
    .flatMap(({ templates }) => templates)
    .filter((template) => isNewAt(template, onset) && goesWith(template, failures))
    .toSorted((a, b) => b.count - a.count);
}

/** Silence before the onset counts where the group was read, and written to, in that time. */
function isKnownBefore({ span, baseline, lines }: ApplicationLog, onset: number): boolean {
  if (baseline?.isWhole === true && baseline.lines > 0) return true;
  return lines > 0 && onset - Date.parse(span.from) >= QUIET;
}

function isNewAt({ first, count, baseline }: LogTemplate, onset: number): boolean {
  const at = Date.parse(first);
  return (baseline ?? 0) === 0 && count >= TIMES && at >= onset - BEFORE && at <= onset + AFTER;
}

/** Most of its minutes are failing ones: an error of another story keeps its own time. */
function goesWith({ byMinute = [] }: LogTemplate, failures: Failures): boolean {
  const near = byMinute.filter(({ at }) => nearFailure(failures, Date.parse(at), MINUTE));
  return byMinute.length === 0 || near.length >= 0.6 * byMinute.length;
}
