import type { AccessLog } from '../domain/evidence.ts';

/** Failed rows of the access log with these statuses of load balancer and target. */
export function pairSum(log: AccessLog, wanted: (elb: number, target: number | null) => boolean): number {
  return sum(log.statusPairs.filter(({ elb, target }) => wanted(elb, target)).map(({ count }) => count));
}

export function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
