import type { Observation } from '../../domain/check.ts';
import type { HealthCheckLog } from '../../domain/evidence.ts';
import { notApplicable, notSeen, seen, unknown } from './observe.ts';
import { sum } from './statistics.ts';

const LEAST = 3;

/** Whether most of the failed checks in the health-check log failed for one of these reasons. */
export function mostlyLogged({ byTarget, rows }: HealthCheckLog, reasons: readonly string[]): Observation {
  if (rows === 0) return unknown('empty');
  const told = byTarget.flatMap(({ target, reasons: all }) =>
    all.map(({ reason, count }) => ({ target, reason, count, fits: reasons.includes(reason) })),
  );
  const failed = sum(told.map(({ count }) => count));
  const fitting = told.filter(({ fits }) => fits);
  const count = sum(fitting.map((one) => one.count));
  const args = { count, failed, rows };
  if (failed === 0) return notApplicable(args);
  const facts = fitting.map((one) => `${one.target} ${one.reason} ${one.count}`);
  return count >= LEAST && count * 2 >= failed ? seen(args, facts) : notSeen(args);
}
