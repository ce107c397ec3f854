import type { AccessLog, Instance, TargetGroup } from '../../domain/evidence.ts';
import { hostOf, rows502 } from './access-log.ts';

/** By private address. An instance that is gone has none any more. */
export function instancesByAddress(instances: readonly Instance[]): ReadonlyMap<string, Instance> {
  return new Map(instances.flatMap((one) => one.privateIps.map((ip) => [ip, one] as const)));
}

export function isGone({ state }: Instance): boolean {
  return state === 'terminated' || state === 'shutting-down';
}

/** Whether anything behind the load balancer is an instance; undefined where the target groups are not known. */
export function hasInstances(instances: readonly Instance[], groups: readonly TargetGroup[] | undefined): boolean {
  return instances.length > 0 || (groups ?? []).some(({ targetType }) => targetType === 'instance');
}

/** Those whose requests failed; all of them where the log does not tell, or tells of none. */
export function failingInstances(instances: readonly Instance[], log: AccessLog | undefined): readonly Instance[] {
  const hosts = new Set((log?.byTarget ?? []).filter((one) => rows502(one) > 0).map(({ key }) => hostOf(key)));
  const failing = instances.filter(({ privateIps }) => privateIps.some((ip) => hosts.has(ip)));
  return failing.length > 0 ? failing : instances;
}

/** `i-0abc… (10.0.21.40, t3.medium)` */
export function instanceFact({ id, privateIps, type, state }: Instance): string {
  return `${id} (${[privateIps[0], type, state].filter((part) => part !== null && part !== undefined).join(', ')})`;
}
