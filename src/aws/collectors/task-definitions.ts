import type { ContainerDefinition as RawContainer } from '@aws-sdk/client-ecs';
import type { ContainerDefinition, TaskDefinition } from '../../domain/evidence.ts';
import { lostOf } from '../failure.ts';
import { type Definition, deployedDefinitionsStep, otherDefinitionsStep } from '../steps/ecs.ts';
import { isoOrNull, numberOrNull, orNull } from '../translate.ts';
import type { Collector } from '../trip.ts';

export const taskDefinitionsCollector: Collector<'taskDefinitions'> = {
  id: 'taskDefinitions',
  actions: [],
  needs: [deployedDefinitionsStep, otherDefinitionsStep],
  async take(trip) {
    const others = trip.get(otherDefinitionsStep).catch((error: unknown) => {
      // Those of the deployments stand without those of the tasks.
      trip.lose(...lostOf(error));
      return [];
    });
    const deployed = await trip.get(deployedDefinitionsStep);
    const value = [...deployed, ...(await others)].flatMap(toDefinition);
    const names = value.map(({ family, revision }) => `${family}:${revision}`).join(', ');
    return { value, what: `task definitions ${names || '(none)'}`, link: null };
  },
};

function toDefinition({ taskDefinition: raw }: Definition): readonly TaskDefinition[] {
  if (raw === undefined) return [];
  return [
    {
      arn: raw.taskDefinitionArn ?? '',
      family: raw.family ?? '',
      revision: raw.revision ?? 0,
      registeredAt: isoOrNull(raw.registeredAt),
      cpu: numberOrNull(raw.cpu),
      memory: numberOrNull(raw.memory),
      containers: (raw.containerDefinitions ?? []).map(toContainer),
    },
  ];
}

function toContainer(raw: RawContainer): ContainerDefinition {
  const log = raw.logConfiguration?.logDriver === 'awslogs' ? raw.logConfiguration.options : undefined;
  return {
    name: raw.name ?? '',
    image: orNull(raw.image),
    essential: orNull(raw.essential),
    command: raw.command ?? [],
    entryPoint: raw.entryPoint ?? [],
    environment: Object.fromEntries((raw.environment ?? []).map(({ name = '', value = '' }) => [name, value])),
    portMappings: (raw.portMappings ?? []).map(({ containerPort, hostPort, protocol }) => ({
      containerPort: orNull(containerPort),
      hostPort: orNull(hostPort),
      protocol: orNull(protocol),
    })),
    cpu: orNull(raw.cpu),
    memory: orNull(raw.memory),
    memoryReservation: orNull(raw.memoryReservation),
    stopTimeoutSeconds: orNull(raw.stopTimeout),
    healthCheckCommand: raw.healthCheck?.command ?? [],
    logGroup: orNull(log?.['awslogs-group']),
    logRegion: orNull(log?.['awslogs-region']),
    logStreamPrefix: orNull(log?.['awslogs-stream-prefix']),
  };
}
