import { z } from 'zod';

/**
 * What may go wrong with an API. `operation` is an IAM-like name, `ecs:DescribeServices`; `ecs:*` and `*` match more.
 * `times`: only the first n calls fail. `after`: the first n calls are answered well.
 */
export const faultSchema = z.strictObject({
  operation: z.string(),
  kind: z.enum(['denied', 'throttled', 'slow', 'cut-off', 'expired-token', 'unrecognized-client', 'internal-error']),
  ms: z.number().int().positive().optional(),
  times: z.number().int().positive().optional(),
  after: z.number().int().nonnegative().optional(),
});

export type Fault = z.infer<typeof faultSchema>;

/** Gives the faults that hit one call, and remembers how often each was asked. */
export class Faults {
  #faults: { readonly fault: Fault; asked: number }[] = [];

  constructor(faults: readonly Fault[] = []) {
    this.set(faults);
  }

  set(faults: readonly Fault[]): void {
    this.#faults = faults.map((fault) => ({ fault, asked: 0 }));
  }

  of(action: string): Fault[] {
    const hit: Fault[] = [];
    for (const each of this.#faults) {
      if (!matches(each.fault.operation, action)) continue;
      each.asked += 1;
      const nth = each.asked - (each.fault.after ?? 0);
      if (nth > 0 && nth <= (each.fault.times ?? Number.POSITIVE_INFINITY)) hit.push(each.fault);
    }
    return hit;
  }
}

const matches = (pattern: string, action: string) =>
  pattern === '*' || pattern === action || (pattern.endsWith('*') && action.startsWith(pattern.slice(0, -1)));
