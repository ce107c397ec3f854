import type { CheckId } from '../checks/index.ts';
import type { Cause } from '../domain/cause.ts';

/** A link to a check that does not exist does not compile. */
export function defineCause(cause: Cause<CheckId>): Cause<CheckId> {
  return cause;
}
