import type { Observation } from '../../domain/check.ts';
import type { EcsService, TargetHealth } from '../../domain/evidence.ts';
import type { Window } from '../../domain/window.ts';
import { type FailedCheck, failedChecks } from './health.ts';
import { notApplicable, notSeen, seen, unknown } from './observe.ts';

/** Whether most failed health checks failed for this reason. Where none failed, the question does not arise. */
export function mostlyFailedBy(
  targets: readonly TargetHealth[],
  services: readonly EcsService[] | undefined,
  window: Window,
  matches: (failed: FailedCheck) => boolean,
): Observation {
  const failed = failedChecks(targets, services ?? [], Date.parse(window.from));
  const fitting = failed.filter(matches);
  const codes = [...new Set(fitting.flatMap((one) => one.codes))].sort().join(', ') || '-';
  const args = { count: fitting.length, failed: failed.length, codes };
  if (failed.length === 0) return targets.length === 0 ? unknown('empty') : notApplicable();
  return fitting.length * 2 >= failed.length
    ? seen(
        args,
        fitting.map(({ fact }) => fact),
      )
    : notSeen(args);
}
