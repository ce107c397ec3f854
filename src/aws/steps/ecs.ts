import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type DescribeTaskDefinitionCommandOutput,
  DescribeTasksCommand,
  type DesiredStatus,
  ListClustersCommand,
  ListServicesCommand,
  ListTasksCommand,
  type Service,
  type Task,
} from '@aws-sdk/client-ecs';
import { type Lost, Nothing } from '../failure.ts';
import { both, gather, pages, type Step, type Trip } from '../trip.ts';
import { targetGroupsStep } from './load-balancer.ts';

const clusterLimit = 20;
const serviceLimit = 400;
const definitionLimit = 20;

export const clustersStep: Step<readonly string[]> = {
  id: 'step:ecs-clusters',
  actions: ['ecs:ListClusters'],
  needs: [],
  take: (trip) => listClusters(trip),
};

/** Also begun by `locate`, beside its own call: the way to the tasks is the longest of all. */
export function listClusters(trip: Pick<Trip, 'ecs' | 'lose' | 'soon'>): Promise<readonly string[]> {
  return pages(trip, { what: 'ecs:ListClusters' }, async (nextToken) => {
    const answer = await trip.ecs.send(new ListClustersCommand({ nextToken }));
    return { items: answer.clusterArns ?? [], next: answer.nextToken };
  });
}

interface InCluster {
  readonly cluster: string;
  readonly arns: readonly string[];
}

const serviceListStep: Step<readonly InCluster[]> = {
  id: 'step:ecs-service-list',
  actions: ['ecs:ListServices'],
  needs: [clustersStep],
  async take(trip) {
    const clusters = await trip.get(clustersStep);
    if (clusters.length > clusterLimit)
      trip.lose(capped(`${clusters.length} ECS clusters, looked into ${clusterLimit}`));
    return gather(clusters.slice(0, clusterLimit), trip, async (cluster) => ({
      cluster,
      arns: await pages(trip, { what: 'ecs:ListServices' }, async (nextToken) => {
        const answer = await trip.ecs.send(new ListServicesCommand({ cluster, nextToken, maxResults: 100 }));
        return { items: answer.serviceArns ?? [], next: answer.nextToken };
      }),
    }));
  },
};

/** No API goes from a target group to its service: all services are read and matched. */
const allServicesStep: Step<readonly Service[]> = {
  id: 'step:ecs-all-services',
  actions: ['ecs:DescribeServices'],
  needs: [serviceListStep],
  async take(trip) {
    const listed = await trip.get(serviceListStep);
    const count = listed.reduce((sum, { arns }) => sum + arns.length, 0);
    if (count > serviceLimit) trip.lose(capped(`${count} ECS services, looked at ${serviceLimit}`));
    const batches = listed.flatMap(({ cluster, arns }) => chunks(arns, 10).map((services) => ({ cluster, services })));
    const answers = await gather(batches.slice(0, serviceLimit / 10), trip, ({ cluster, services }) =>
      trip.ecs.send(new DescribeServicesCommand({ cluster, services: [...services] })),
    );
    return answers.flatMap(({ services = [] }) => services);
  },
};

/** The services that register their tasks in the load balancer's target groups. */
export const servicesStep: Step<readonly Service[]> = {
  id: 'step:ecs-services',
  actions: [],
  needs: [allServicesStep, targetGroupsStep],
  async take(trip) {
    const [groups, all] = await both(trip.get(targetGroupsStep), trip.get(allServicesStep));
    const ours = new Set(groups.map(({ TargetGroupArn }) => TargetGroupArn));
    const matched = all.filter((service) =>
      [service, ...(service.taskSets ?? [])].some(({ loadBalancers = [] }) =>
        loadBalancers.some(({ targetGroupArn }) => targetGroupArn !== undefined && ours.has(targetGroupArn)),
      ),
    );
    // Finding none proves nothing when some could not be read.
    if (matched.length === 0 && trip.losses().length > 0) throw new Nothing(...trip.losses());
    return matched;
  },
};

function taskListStep(desiredStatus: DesiredStatus): Step<readonly InCluster[]> {
  return {
    id: `step:ecs-task-list-${desiredStatus}`,
    actions: ['ecs:ListTasks'],
    needs: [servicesStep],
    async take(trip) {
      const services = await trip.get(servicesStep);
      return gather(services, trip, async ({ clusterArn = '', serviceName }) => ({
        cluster: clusterArn,
        arns: await pages(trip, { what: 'ecs:ListTasks', limit: 10 }, async (nextToken) => {
          const command = new ListTasksCommand({ cluster: clusterArn, serviceName, desiredStatus, nextToken });
          const answer = await trip.ecs.send(command);
          return { items: answer.taskArns ?? [], next: answer.nextToken };
        }),
      }));
    },
  };
}

function tasksStep(desiredStatus: DesiredStatus): Step<readonly Task[]> {
  const list = taskListStep(desiredStatus);
  return {
    id: `step:ecs-tasks-${desiredStatus}`,
    actions: ['ecs:DescribeTasks'],
    needs: [list],
    async take(trip) {
      const listed = await trip.get(list);
      const batches = listed.flatMap(({ cluster, arns }) => chunks(arns, 100).map((tasks) => ({ cluster, tasks })));
      const answers = await gather(batches, trip, ({ cluster, tasks }) =>
        trip.ecs.send(new DescribeTasksCommand({ cluster, tasks: [...tasks] })),
      );
      return answers.flatMap(({ tasks = [] }) => tasks);
    },
  };
}

export const runningTasksStep = tasksStep('RUNNING');
export const stoppedTasksStep = tasksStep('STOPPED');

export type Definition = Pick<DescribeTaskDefinitionCommandOutput, 'taskDefinition'>;

/** Those of all current deployments: known early, and they name the log groups. */
export const deployedDefinitionsStep: Step<readonly Definition[]> = {
  id: 'step:ecs-deployed-definitions',
  actions: ['ecs:DescribeTaskDefinition'],
  needs: [servicesStep],
  async take(trip) {
    return describe(trip, deployedDefinitions(await trip.get(servicesStep)));
  },
};

/** Those that only tasks still know: of a rolled-back revision, of another deployment. */
export const otherDefinitionsStep: Step<readonly Definition[]> = {
  id: 'step:ecs-other-definitions',
  actions: ['ecs:DescribeTaskDefinition'],
  needs: [servicesStep, stoppedTasksStep, runningTasksStep],
  async take(trip) {
    const [services, stopped, running] = await Promise.all([
      trip.get(servicesStep),
      trip.get(stoppedTasksStep),
      trip.get(runningTasksStep),
    ]);
    const known = new Set(deployedDefinitions(services));
    const seen = [...stopped, ...running].flatMap(({ taskDefinitionArn }) => taskDefinitionArn ?? []);
    return describe(
      trip,
      [...new Set(seen)].filter((arn) => !known.has(arn)),
    );
  },
};

function deployedDefinitions(services: readonly Service[]): readonly string[] {
  const arns = services.flatMap(({ taskDefinition, deployments = [] }) => [
    taskDefinition,
    ...deployments.map((deployment) => deployment.taskDefinition),
  ]);
  return [...new Set(arns.filter((arn) => arn !== undefined))];
}

function describe(trip: Trip, arns: readonly string[]): Promise<readonly Definition[]> {
  if (arns.length > definitionLimit) trip.lose(capped(`${arns.length} task definitions, read ${definitionLimit}`));
  return gather(arns.slice(0, definitionLimit), trip, (taskDefinition) =>
    trip.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition })),
  );
}

function capped(detail: string): Lost {
  return { reason: 'cut-off', action: null, detail };
}

export function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}
