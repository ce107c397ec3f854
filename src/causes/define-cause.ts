import type { CheckId } from '../checks/index.ts';
import type { Cause } from '../domain/cause.ts';

/**
 * A link to a check that does not exist does not compile.
 *
 * `inhibits` is for what the cause really keeps silent (failures everywhere dilute those of one route). What it merely does
 * not produce gets no link: the leak already speaks against it, and an inhibitor would punish every pair with a cause that does.
 */
export function defineCause(cause: Cause<CheckId>): Cause<CheckId> {
  return cause;
}
