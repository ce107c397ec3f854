import type { EcsTask, Instance } from '../../domain/evidence.ts';

/** When what answers at an address came up, epoch ms. Where an address was used again, the last one counts. */
export function startsByAddress(
  instances: readonly Instance[],
  tasks: readonly EcsTask[],
): ReadonlyMap<string, number> {
  const started = [
    ...instances.map(({ privateIps, launchedAt }) => ({ ips: privateIps, at: launchedAt })),
    ...tasks.map(({ privateIps, startedAt }) => ({ ips: privateIps, at: startedAt })),
  ];
  return new Map(
    started
      .flatMap(({ ips, at }) => (at === null ? [] : ips.map((ip) => [ip, Date.parse(at)] as const)))
      .toSorted(([, a], [, b]) => a - b),
  );
}
