import type { Observation } from '../../domain/check.ts';
import type { AccessLog, TargetGroup } from '../../domain/evidence.ts';
import { made502 } from './access-log.ts';
import { ENOUGH, FEW } from './failures.ts';
import { functionGroups, reasoned } from './functions.ts';
import { notApplicable, notSeen, seen, unknown } from './observe.ts';

/** So few of many are strays of another fault; from here on they are one. */
const SHOWS = 0.1;

/** Whether the access log names one of these reasons. Only requests to functions carry any. */
export function reasonObservation(
  log: AccessLog,
  words: RegExp,
  targetGroups: readonly TargetGroup[] | undefined,
): Observation {
  if (withoutFunction(targetGroups)) return notApplicable();
  const { count, of, reason } = reasoned(log, words);
  const args = { count, of, reason };
  if (count > 0 && count >= SHOWS * of) return count >= FEW || of < ENOUGH ? seen(args) : unknown('ambiguous', args);
  if (count >= FEW) return unknown('ambiguous', args);
  if (of === 0 && made502(log) === 0) return unknown('no-502', args);
  // Silence means something only where a function could have been asked.
  return targetGroups === undefined ? unknown('not-collected', args) : notSeen(args);
}

function withoutFunction(targetGroups: readonly TargetGroup[] | undefined): boolean {
  return targetGroups !== undefined && functionGroups(targetGroups).length === 0;
}
