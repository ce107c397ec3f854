import type { ApplicationLog, ContainerDefinition, EcsService, TaskDefinition } from '../../domain/evidence.ts';
import { keptLines } from './logs.ts';

export interface Ports {
  readonly expected: number;
  /** Where the application listens, as far as it says so; empty when nobody knows. */
  readonly listening: readonly number[];
  readonly via: string;
}

/** "Listening on port 3000", "Uvicorn running on http://0.0.0.0:8000", "Tomcat started on port(s): 8080". */
const LINE =
  /\b(?:listen(?:ing|s)?|running|started|serving|bound|ready|up)\b.{0,60}?(?:\bport\(?s?\)?["']?\s*[:=]?\s*|(?:0\.0\.0\.0|localhost|127\.0\.0\.1|\[::\]|\*|::):|\bon :)(\d{2,5})\b/i;
const CLIENT = /connect|database|postgres|mysql|redis|upstream|proxy to|metrics|debug|admin|inspector/i;
const FLAGS = /(?:--port|--bind|-b|--listen|--server\.port|-Dserver\.port|-p)[ =](?:[\w.*[\]:]*:)?(\d{2,5})\b/g;

/** For each container behind the load balancer: the port that requests go to, and the one it listens on. */
export function portsOf(
  services: readonly EcsService[],
  definitions: readonly TaskDefinition[],
  logs: readonly ApplicationLog[],
): readonly Ports[] {
  return services.flatMap((service) => {
    const definition = definitions.find(({ arn }) => arn === service.taskDefinitionArn);
    return service.loadBalancers.flatMap(({ containerName, containerPort }) => {
      const container = definition?.containers.find(({ name }) => name === containerName);
      if (container === undefined || containerPort === null) return [];
      return [{ expected: containerPort, ...listeningOf(container, logs) }];
    });
  });
}

/** What it prints when it starts is the truth; its arguments come next, and its PORT last. */
function listeningOf(container: ContainerDefinition, logs: readonly ApplicationLog[]): Omit<Ports, 'expected'> {
  const own = logs.filter(({ group }) => group === container.logGroup);
  const banners = keptLines(own).filter(({ message }) => LINE.test(message) && !CLIENT.test(message));
  const printed = banners.map(({ message }) => Number(LINE.exec(message)?.[1]));
  if (printed.length > 0) return { listening: [...new Set(printed)], via: banners[0]?.message.slice(0, 80) ?? '' };
  const start = [...container.entryPoint, ...container.command].join(' ');
  const flags = [...start.matchAll(FLAGS)].map(([, port]) => Number(port));
  if (flags.length > 0) return { listening: flags, via: start.slice(0, 80) };
  return fromEnvironment(container);
}

function fromEnvironment({ environment }: ContainerDefinition): Omit<Ports, 'expected'> {
  const names = [
    'PORT',
    'HTTP_PORT',
    'SERVER_PORT',
    'APP_PORT',
    'LISTEN_PORT',
    'WEB_PORT',
    'ASPNETCORE_HTTP_PORTS',
    'ASPNETCORE_URLS',
    'BIND_ADDR',
    'LISTEN_ADDR',
  ];
  for (const name of names) {
    const port = /(\d{2,5})\/?$/.exec(environment[name] ?? '')?.[1];
    if (port !== undefined) return { listening: [Number(port)], via: `${name}=${environment[name]}` };
  }
  return { listening: [], via: '' };
}
