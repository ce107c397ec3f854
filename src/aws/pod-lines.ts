/** Whose a line of a cluster's shared log group is. `unknown`: it does not say. */
export type Owner = 'ours' | 'other' | 'perhaps' | 'unknown';

/**
 * Tags of the load balancer controller name what a target group stands for: `shop/front-gateway:80`, a namespace with
 * an ingress and its service run together, or a service alone.
 */
export function makePodOwner(resources: readonly string[]): (message: string) => Owner {
  const known = resources.flatMap((resource) => {
    const [, namespace, rest] = /^([a-z0-9-]+)\/([a-z0-9.-]+)/.exec(resource) ?? [];
    return namespace === undefined || rest === undefined ? [] : [{ namespace, rest }];
  });
  return (message) => {
    const namespace = /"namespace_name" ?: ?"([^"]+)"/.exec(message)?.[1];
    if (known.length === 0 || namespace === undefined) return 'unknown';
    const here = known.filter((one) => one.namespace === namespace);
    if (here.length === 0) return 'other';
    const workload = workloadOf(/"pod_name" ?: ?"([^"]+)"/.exec(message)?.[1] ?? '');
    const isOurs = here.some(
      ({ rest }) => rest === workload || rest.endsWith(`-${workload}`) || rest.startsWith(`${workload}-`),
    );
    return isOurs ? 'ours' : 'perhaps';
  };
}

/** `gateway-7d9f8b6c5-x2v4q` of a deployment, `gateway-0` of a stateful set, `gateway-x2v4q` of a daemon set. */
function workloadOf(pod: string): string {
  return pod.replace(/-[a-z0-9]{6,10}-[a-z0-9]{5}$|-\d+$|-[a-z0-9]{5}$/, '');
}

/** The lines of the path's own pods. A namespace in which none bears the service's name is kept whole. */
export function ownLines<T extends { readonly message: string }>(
  lines: readonly T[],
  owner: (message: string) => Owner,
): readonly T[] {
  const owned = lines.map((line) => ({ line, of: owner(line.message) }));
  const isNamed = owned.some(({ of }) => of === 'ours');
  return owned
    .filter(({ of }) => of === 'ours' || of === 'unknown' || (of === 'perhaps' && !isNamed))
    .map(({ line }) => line);
}
