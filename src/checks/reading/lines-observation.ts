import type { Observation } from '../../domain/check.ts';
import type { ApplicationLog, Metrics } from '../../domain/evidence.ts';
import type { Window } from '../../domain/window.ts';
import { clock } from './clock.ts';
import { failuresOf, MINUTE, nearFailure } from './failures.ts';
import { type Heard, heard, linesRead, type Meaning } from './logs.ts';
import { notSeen, seen, unknown } from './observe.ts';

/** Lines further than this from every failing minute belong to another story. */
const NEAR = 2 * MINUTE;

/** Lines with one meaning: heard around the failures, or earned silence. Where nothing fails, heard is heard. */
export function linesObservation(
  logs: readonly ApplicationLog[],
  meaning: Meaning,
  metrics: Metrics | undefined,
  window: Window,
): Observation {
  const lines = linesRead(logs);
  const found = heard(logs, meaning);
  if (found === undefined) return silence(logs, lines);
  const args = { count: found.count, first: clock(found.first), last: clock(found.last), lines };
  if (!isNear(found, metrics, window)) return unknown('ambiguous', args);
  return seen(
    args,
    found.lines.map(({ at, message }) => `${at} ${message}`),
  );
}

/** Which groups belong to the path was guessed by their names: the line could stand in one that nobody thought of. */
function silence(logs: readonly ApplicationLog[], lines: number): Observation {
  if (lines === 0) return unknown('empty', { count: 0 });
  return logs.some(({ foundBy }) => foundBy === 'name') ? unknown('ambiguous', { count: 0 }) : notSeen({ lines });
}

function isNear({ moments }: Heard, metrics: Metrics | undefined, window: Window): boolean {
  const failures = metrics && failuresOf(metrics, window);
  if (failures === undefined || failures.total === 0) return true;
  return moments.some((at) => nearFailure(failures, at, NEAR));
}
