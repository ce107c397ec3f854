import type { Service } from '@aws-sdk/client-ecs';
import { lastPart } from './translate.ts';

/** What lies on the located path, by the names that CloudTrail may give it. */
export interface PathNames {
  /** ARNs and ids that stand for themselves. */
  readonly ids: ReadonlySet<string>;
  /** Begin the ARNs of listeners and rules. */
  readonly prefixes: readonly string[];
  readonly services: readonly { readonly names: ReadonlySet<string>; readonly clusters: ReadonlySet<string> }[];
  readonly families: ReadonlySet<string>;
  /** Plain names that mean something only in the events of one service, by event source. */
  readonly owned: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface PathParts {
  readonly loadBalancerArn: string;
  readonly targetGroupArns: readonly string[];
  readonly securityGroups: readonly string[];
  readonly services: readonly Service[];
  readonly owned?: ReadonlyMap<string, ReadonlySet<string>>;
}

export function pathNames({ loadBalancerArn, targetGroupArns, securityGroups, services, owned }: PathParts): PathNames {
  const definitions = services.flatMap(({ taskDefinition, deployments = [] }) => [
    taskDefinition,
    ...deployments.map((one) => one.taskDefinition),
  ]);
  return {
    ids: new Set([
      loadBalancerArn,
      ...targetGroupArns,
      ...securityGroups,
      ...services.flatMap(({ serviceArn }) => serviceArn ?? []),
    ]),
    prefixes: ['listener', 'listener-rule'].map((kind) => `${loadBalancerArn.replace(':loadbalancer/', `:${kind}/`)}/`),
    services: services.map(({ serviceArn = '', serviceName = '', clusterArn = '' }) => ({
      names: new Set([serviceArn, serviceName]),
      clusters: new Set([clusterArn, lastPart(clusterArn)]),
    })),
    owned: owned ?? new Map(),
    families: new Set(definitions.flatMap((arn) => (arn === undefined ? [] : [lastPart(arn).replace(/:\d+$/, '')]))),
  };
}

interface Touching {
  readonly resources: readonly string[];
  readonly request: Readonly<Record<string, unknown>> | null;
  readonly source: string;
}

/** Whether an event touched something on the path. A service's name counts only with its cluster. */
export function isOnPath({ resources, request, source }: Touching, path: PathNames): boolean {
  const strings = [...resources, ...leaves(request)];
  const direct = strings.some((one) => path.ids.has(one) || path.prefixes.some((prefix) => one.startsWith(prefix)));
  const owned = path.owned.get(source);
  if (owned !== undefined && resources.some((one) => owned.has(one))) return true;
  return direct || (source === 'ecs.amazonaws.com' && isOurService(request, path));
}

function isOurService(request: Touching['request'], path: PathNames): boolean {
  const { service, cluster = 'default', family } = request ?? {};
  if (typeof family === 'string' && path.families.has(family)) return true;
  return path.services.some(
    ({ names, clusters }) =>
      typeof service === 'string' && names.has(service) && typeof cluster === 'string' && clusters.has(cluster),
  );
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}
