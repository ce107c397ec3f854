import type { History } from './history.ts';
import { type Random, randomOf } from './random.ts';

/** The same history, its lists without an order of their own in another one. AWS promises none for them. */
export function shuffled(history: History, seed: number): History {
  if (seed === 0) return history;
  const random = randomOf(`shuffle|${seed}`);
  const changed: Partial<History> = {
    loadBalancers: mixed(history.loadBalancers, random),
    targetGroups: mixed(
      history.targetGroups.map((group) => ({ ...group, targets: mixed(group.targets, random) })),
      random,
    ),
    clusters: mixed(history.clusters, random),
    services: mixed(
      history.services.map((service) => ({ ...service, tasks: mixed(service.tasks, random) })),
      random,
    ),
    taskDefinitions: mixed(history.taskDefinitions, random),
  };
  // The metrics stay a property that is worked out when it is first read.
  return Object.create(history, Object.getOwnPropertyDescriptors(changed)) as History;
}

function mixed<T>(list: readonly T[], random: Random): T[] {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    const [one, other] = [all[i], all[j]];
    if (one === undefined || other === undefined) continue;
    all[i] = other;
    all[j] = one;
  }
  return all;
}
