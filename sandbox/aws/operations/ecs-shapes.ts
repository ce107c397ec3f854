import type { DeploymentRecord, ServiceRecord, TaskDefinitionRecord, TaskRecord } from '../world/history.ts';
import { type Context, date, present } from './context.ts';

/** ECS keeps this many service events. */
const EVENTS_KEPT = 100;

const running = (task: TaskRecord, now: number) =>
  task.startedAt <= now && (task.stoppingAt === undefined || task.stoppingAt > now);
const pending = (task: TaskRecord, now: number) => task.createdAt <= now && task.startedAt > now;
const past = (at: number | undefined, now: number): at is number => at !== undefined && at <= now;

export function serviceShape(service: ServiceRecord, { now }: Context) {
  const deployments = service.deployments
    .filter((each) => each.createdAt <= now && !(past(each.replacedAt, now) && !draining(each, service, now)))
    .reverse();
  const current = service.deployments.findLast((each) => each.createdAt <= now);
  return present({
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: service.clusterArn,
    loadBalancers: service.loadBalancers.map((each) => ({ ...each })),
    serviceRegistries: [],
    status: 'ACTIVE',
    desiredCount: service.desired,
    runningCount: service.tasks.filter((task) => running(task, now)).length,
    pendingCount: service.tasks.filter((task) => pending(task, now)).length,
    launchType: 'FARGATE',
    platformVersion: 'LATEST',
    platformFamily: 'Linux',
    taskDefinition: current?.taskDefinitionArn,
    deploymentConfiguration: {
      deploymentCircuitBreaker: { enable: false, rollback: false },
      maximumPercent: service.maximumPercent,
      minimumHealthyPercent: service.minimumHealthyPercent,
      strategy: 'ROLLING',
    },
    deployments: deployments.map((each) => deploymentInService(each, service, now)),
    events: service.events
      .filter(({ at }) => at <= now)
      .slice(-EVENTS_KEPT)
      .reverse()
      .map(({ id, at, message }) => ({ id, createdAt: new Date(at), message })),
    createdAt: new Date(service.createdAt),
    schedulingStrategy: 'REPLICA',
    deploymentController: { type: 'ECS' },
    healthCheckGracePeriodSeconds: service.loadBalancers.length > 0 ? service.grace : undefined,
    networkConfiguration: networkOf(service),
    enableECSManagedTags: true,
    propagateTags: 'NONE',
    enableExecuteCommand: false,
  });
}

const networkOf = (service: ServiceRecord) => ({
  awsvpcConfiguration: {
    subnets: [...service.subnets],
    securityGroups: [...service.securityGroups],
    assignPublicIp: 'DISABLED',
  },
});

const draining = (deployment: DeploymentRecord, service: ServiceRecord, now: number) =>
  service.tasks.some((task) => task.deployment === deployment.id && running(task, now));

function deploymentInService(deployment: DeploymentRecord, service: ServiceRecord, now: number) {
  const own = service.tasks.filter((task) => task.deployment === deployment.id);
  const replaced = past(deployment.replacedAt, now);
  const done = past(deployment.completedAt, now);
  return {
    id: deployment.id,
    status: replaced ? 'ACTIVE' : 'PRIMARY',
    taskDefinition: deployment.taskDefinitionArn,
    desiredCount: replaced ? 0 : service.desired,
    pendingCount: own.filter((task) => pending(task, now)).length,
    runningCount: own.filter((task) => running(task, now)).length,
    failedTasks: own.filter((task) => task.failed === true && past(task.stoppedAt, now)).length,
    createdAt: new Date(deployment.createdAt),
    updatedAt: date(done ? deployment.completedAt : Math.min(now, deployment.createdAt + 60_000)),
    launchType: 'FARGATE',
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    networkConfiguration: networkOf(service),
    rolloutState: done ? 'COMPLETED' : 'IN_PROGRESS',
    rolloutStateReason: `ECS deployment ${deployment.id} ${done ? 'completed' : 'in progress'}.`,
  };
}

export function deploymentShape(deployment: DeploymentRecord, service: ServiceRecord, { now }: Context) {
  const done = past(deployment.completedAt, now);
  const id = deployment.id.replace('ecs-svc/', '');
  const brief = present({
    serviceDeploymentArn: service.arn.replace(':service/', ':service-deployment/').concat(`/${id}`),
    serviceArn: service.arn,
    clusterArn: service.clusterArn,
    startedAt: new Date(deployment.createdAt),
    createdAt: new Date(deployment.createdAt),
    finishedAt: done ? date(deployment.completedAt) : undefined,
    targetServiceRevisionArn: service.arn.replace(':service/', ':service-revision/').concat(`/${id}`),
    status: done ? 'SUCCESSFUL' : 'IN_PROGRESS',
  });
  return { brief, full: { ...brief, serviceDeploymentArn: String(brief.serviceDeploymentArn) } };
}

export function taskShape(task: TaskRecord, service: ServiceRecord, { now }: Context) {
  const status = statusOf(task, now);
  return present({
    taskArn: task.arn,
    clusterArn: service.clusterArn,
    taskDefinitionArn: task.taskDefinitionArn,
    group: `service:${service.name}`,
    startedBy: task.deployment,
    launchType: 'FARGATE',
    platformVersion: '1.4.0',
    availabilityZone: task.zone,
    cpu: String(task.cpu),
    memory: String(task.memory),
    connectivity: 'CONNECTED',
    lastStatus: status,
    healthStatus: 'UNKNOWN',
    createdAt: new Date(task.createdAt),
    startedAt: past(task.startedAt, now) ? new Date(task.startedAt) : undefined,
    ...endOf(task, now),
    attachments: [attachmentOf(task, status === 'STOPPED')],
    containers: [containerShape(task, status)],
  });
}

function endOf(task: TaskRecord, now: number) {
  if (!past(task.stoppingAt, now)) return { desiredStatus: 'RUNNING', version: 4 };
  const stopping = {
    desiredStatus: 'STOPPED',
    version: 6,
    stoppingAt: date(task.stoppingAt),
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
  };
  if (!past(task.stoppedAt, now)) return stopping;
  return { ...stopping, executionStoppedAt: date(task.stoppedAt - 2_000), stoppedAt: date(task.stoppedAt) };
}

function containerShape(task: TaskRecord, status: string) {
  const stopped = status === 'STOPPED';
  return present({
    containerArn: task.arn.replace(':task/', ':container/'),
    taskArn: task.arn,
    name: task.container,
    image: task.image,
    lastStatus: status === 'DEACTIVATING' ? 'RUNNING' : status,
    exitCode: stopped ? task.exitCode : undefined,
    reason: stopped ? task.containerReason : undefined,
    healthStatus: 'UNKNOWN',
    networkInterfaces: [{ privateIpv4Address: task.ip }],
  });
}

function statusOf(task: TaskRecord, now: number): string {
  if (past(task.stoppedAt, now)) return 'STOPPED';
  if (past(task.stoppingAt, now)) return 'DEACTIVATING';
  if (task.startedAt <= now) return 'RUNNING';
  return now - task.createdAt < 8_000 ? 'PROVISIONING' : 'PENDING';
}

const attachmentOf = (task: TaskRecord, stopped: boolean) => ({
  id: task.arn.slice(-32),
  type: 'ElasticNetworkInterface',
  status: stopped ? 'DELETED' : 'ATTACHED',
  details: [
    { name: 'networkInterfaceId', value: `eni-0${task.arn.slice(-16)}` },
    { name: 'privateDnsName', value: `ip-${task.ip.replaceAll('.', '-')}.ec2.internal` },
    { name: 'privateIPv4Address', value: task.ip },
  ],
});

export function taskDefinitionShape(definition: TaskDefinitionRecord, { history }: Context) {
  const { container } = definition;
  return {
    taskDefinitionArn: definition.arn,
    family: definition.family,
    revision: definition.revision,
    status: 'ACTIVE',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
    compatibilities: ['EC2', 'FARGATE'],
    cpu: String(definition.cpu),
    memory: String(definition.memory),
    taskRoleArn: `arn:aws:iam::${history.account}:role/${definition.family}-task`,
    executionRoleArn: `arn:aws:iam::${history.account}:role/ecsTaskExecutionRole`,
    registeredAt: new Date(definition.registeredAt),
    registeredBy: `arn:aws:sts::${history.account}:assumed-role/ci-deploy/github-actions`,
    volumes: [],
    placementConstraints: [],
    containerDefinitions: [
      present({
        name: container.name,
        image: container.image,
        cpu: 0,
        essential: true,
        command: container.command.length > 0 ? [...container.command] : undefined,
        environment: Object.entries(container.environment).map(([name, value]) => ({ name, value })),
        mountPoints: [],
        volumesFrom: [],
        portMappings: [{ containerPort: container.port, hostPort: container.port, protocol: 'tcp' }],
        stopTimeout: container.stopTimeout ?? undefined,
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': container.logGroup,
            'awslogs-region': history.region,
            'awslogs-stream-prefix': container.logPrefix,
          },
        },
      }),
    ],
  };
}
