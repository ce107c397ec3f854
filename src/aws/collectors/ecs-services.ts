import type { Deployment, Service } from '@aws-sdk/client-ecs';
import type { EcsDeployment, EcsService } from '../../domain/evidence.ts';
import { ecsServicePage } from '../console.ts';
import { servicesStep } from '../steps/ecs.ts';
import { isoOrNull, lastPart, orNull } from '../translate.ts';
import type { Collector } from '../trip.ts';

export const ecsServicesCollector: Collector<'ecsServices'> = {
  id: 'ecsServices',
  actions: [],
  needs: [servicesStep],
  async take(trip) {
    const value = (await trip.get(servicesStep)).map(toService);
    const [first] = value;
    const names = value.map(({ cluster, name }) => `${cluster}/${name}`).join(', ');
    return {
      value,
      what: value.length === 0 ? 'no ECS service is behind the target groups' : `ECS services ${names}`,
      link: first === undefined ? null : ecsServicePage(trip.scope, first.cluster, first.name),
    };
  },
};

function toService(raw: Service): EcsService {
  const configuration = raw.deploymentConfiguration;
  return {
    arn: raw.serviceArn ?? '',
    name: raw.serviceName ?? '',
    cluster: lastPart(raw.clusterArn ?? ''),
    clusterArn: raw.clusterArn ?? '',
    status: orNull(raw.status),
    desiredCount: orNull(raw.desiredCount),
    runningCount: orNull(raw.runningCount),
    pendingCount: orNull(raw.pendingCount),
    launchType: orNull(raw.launchType),
    capacityProviders: (raw.capacityProviderStrategy ?? []).flatMap(({ capacityProvider }) => capacityProvider ?? []),
    taskDefinitionArn: orNull(raw.taskDefinition),
    healthCheckGracePeriodSeconds: orNull(raw.healthCheckGracePeriodSeconds),
    minimumHealthyPercent: orNull(configuration?.minimumHealthyPercent),
    maximumPercent: orNull(configuration?.maximumPercent),
    circuitBreaker: orNull(configuration?.deploymentCircuitBreaker?.enable),
    loadBalancers: (raw.loadBalancers ?? []).map(({ targetGroupArn, containerName, containerPort }) => ({
      targetGroupArn: targetGroupArn ?? '',
      containerName: orNull(containerName),
      containerPort: orNull(containerPort),
    })),
    deployments: (raw.deployments ?? []).map(toDeployment),
    events: (raw.events ?? []).flatMap(({ createdAt, message }) => {
      const at = isoOrNull(createdAt);
      return at === null ? [] : [{ at, message: message ?? '' }];
    }),
  };
}

function toDeployment(raw: Deployment): EcsDeployment {
  return {
    id: raw.id ?? '',
    status: orNull(raw.status),
    taskDefinitionArn: orNull(raw.taskDefinition),
    createdAt: isoOrNull(raw.createdAt),
    updatedAt: isoOrNull(raw.updatedAt),
    desiredCount: orNull(raw.desiredCount),
    runningCount: orNull(raw.runningCount),
    failedTasks: orNull(raw.failedTasks),
    rolloutState: orNull(raw.rolloutState),
    rolloutStateReason: orNull(raw.rolloutStateReason),
  };
}
