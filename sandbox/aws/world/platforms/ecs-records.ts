import type { Behaviour } from '../behaviour.ts';
import type { DeploymentRecord, ServiceRecord, TaskDefinitionRecord, TaskRecord } from '../history.ts';
import { ecsArn, stableHex, zonesOf } from '../names.ts';
import type { Run } from '../run.ts';
import type { App } from '../spec.ts';
import type { Unit } from '../task.ts';

const HOUR = 3_600_000;

export function serviceRecord({ world, anchor }: Run, app: App, group: { readonly arn: string } | null): ServiceRecord {
  return {
    name: app.service,
    arn: ecsArn(world, `service/${app.cluster}/${app.service}`),
    cluster: app.cluster,
    clusterArn: ecsArn(world, `cluster/${app.cluster}`),
    desired: app.tasks,
    createdAt: anchor - 210 * 24 * HOUR,
    grace: app.grace,
    minimumHealthyPercent: app.minimumHealthyPercent,
    maximumPercent: app.maximumPercent,
    loadBalancers: group ? [{ targetGroupArn: group.arn, containerName: app.container, containerPort: app.port }] : [],
    subnets: zonesOf(world)
      .slice(0, 2)
      .map((zone) => `subnet-0${stableHex(`private/${zone}`, 16)}`),
    securityGroups: [`sg-0${stableHex(`${app.cluster}/${app.service}`, 16)}`],
    deployments: [],
    events: [],
    tasks: [],
  };
}

interface NewDefinition {
  readonly at: number;
  readonly behaviour: Behaviour;
  readonly revision: number;
  readonly logGroup: string;
}

/** A revision is registered shortly before it is deployed. */
export function definitionRecord(
  { world }: Run,
  app: App,
  { at, behaviour, revision, logGroup }: NewDefinition,
): TaskDefinitionRecord {
  return {
    arn: ecsArn(world, `task-definition/${app.service}:${revision}`),
    family: app.service,
    revision,
    registeredAt: at - 40_000,
    cpu: app.cpu,
    memory: behaviour.memory,
    container: {
      name: app.container,
      image: behaviour.image,
      command: behaviour.command,
      environment: behaviour.environment,
      port: behaviour.port,
      stopTimeout: app.stopTimeout,
      logGroup,
      logPrefix: app.service,
    },
  };
}

interface NewTask {
  readonly number: number;
  readonly createdAt: number;
  readonly startedAt: number;
  readonly deployment: DeploymentRecord;
  readonly behaviour: Behaviour;
  readonly registers: boolean;
}

/** Tasks alternate between two zones; nothing runs in them yet. */
export function taskRecord({ world, random }: Run, app: App, made: NewTask): { record: TaskRecord; unit: Unit } {
  const { behaviour, number } = made;
  const zone = zonesOf(world)[number % 2] ?? `${world.region}a`;
  const ip = `10.0.${11 + (number % 2)}.${Math.floor(random.between(16, 250))}`;
  const id = random.hex(32);
  const record: TaskRecord = {
    arn: ecsArn(world, `task/${app.cluster}/${id}`),
    taskDefinitionArn: made.deployment.taskDefinitionArn,
    deployment: made.deployment.id,
    container: app.container,
    image: behaviour.image,
    cpu: app.cpu,
    memory: behaviour.memory,
    ip,
    zone,
    createdAt: made.createdAt,
    startedAt: made.startedAt,
  };
  const target = made.registers ? { ip, port: behaviour.port, zone, states: [] } : null;
  return { record, unit: { id, ip, zone, stream: `${app.service}/${app.container}/${id}`, target } };
}
