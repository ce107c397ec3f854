import type { CheckId } from '../checks/index.ts';
import type { Runbook, Step } from '../domain/runbook.ts';

/** The keys of `steps` are the only source of step ids: an answer that leads nowhere does not compile. */
export function defineRunbook<Id extends string>(
  runbook: Omit<Runbook<Id, CheckId>, 'start' | 'steps'> & {
    readonly start: NoInfer<Id>;
    readonly steps: { readonly [S in Id]: Step<NoInfer<Id>, CheckId> };
  },
): Runbook<Id, CheckId> {
  return runbook;
}
