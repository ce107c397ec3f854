import type { ApplicationLog, ContainerDefinition, EcsService, TaskDefinition } from '../../domain/evidence.ts';
import { type KeepAlive, keepAliveOf } from '../knowledge/keep-alive.ts';
import { keptLines } from './logs.ts';

/** The container that answers the load balancer, of each service that is behind it. */
export function frontContainers(
  services: readonly EcsService[],
  definitions: readonly TaskDefinition[],
): readonly ContainerDefinition[] {
  return services.flatMap((service) => {
    const definition = definitions.find(({ arn }) => arn === service.taskDefinitionArn);
    if (definition === undefined) return [];
    const names = service.loadBalancers.map(({ containerName }) => containerName);
    const named = definition.containers.filter(({ name }) => names.includes(name));
    return named.length > 0 ? named : definition.containers.filter(({ essential }) => essential !== false).slice(0, 1);
  });
}

/** The keep-alives that are known, shortest first: the race is lost by the shortest. */
export function keepAlives(
  services: readonly EcsService[],
  definitions: readonly TaskDefinition[],
  logs: readonly ApplicationLog[],
): readonly KeepAlive[] {
  const containers = frontContainers(services, definitions);
  if (containers.length === 0 && services.length === 0) return byLogsAlone(logs);
  return containers
    .flatMap((container) => {
      // Lines tell nothing about which of several groups the server writes to, unless the group is the container's own.
      const own = logs.filter(({ group }) => containers.length === 1 || group === container.logGroup);
      const found = keepAliveOf(
        container,
        keptLines(own).map(({ message }) => message),
        own.flatMap(({ software = [] }) => software),
      );
      return found === undefined ? [] : [found];
    })
    .sort((a, b) => a.seconds - b.seconds);
}

/** On instances and in clusters nothing but their lines tells what serves: each group may be another server's. */
function byLogsAlone(logs: readonly ApplicationLog[]): readonly KeepAlive[] {
  const known = logs.flatMap(({ software = [] }) => software);
  const lines = keptLines(logs).map(({ message }) => message);
  const found = keepAliveOf(nobody, lines, known);
  return found === undefined ? [] : [found];
}

const nobody: ContainerDefinition = {
  name: '',
  image: null,
  essential: null,
  command: [],
  entryPoint: [],
  environment: {},
  portMappings: [],
  cpu: null,
  memory: null,
  memoryReservation: null,
  stopTimeoutSeconds: null,
  healthCheckCommand: [],
  logGroup: null,
  logRegion: null,
  logStreamPrefix: null,
};
