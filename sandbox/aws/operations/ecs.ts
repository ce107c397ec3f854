import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { ServiceRecord, TaskRecord } from '../world/history.ts';
import { type Context, here, type Operations, pageSize, present, text, texts } from './context.ts';
import { deploymentShape, serviceShape, taskDefinitionShape, taskShape } from './ecs-shapes.ts';

/** ECS forgets stopped tasks after about an hour. */
const STOPPED_TASKS_KEPT = 60 * 60_000;

const badToken = () => new AwsError('InvalidParameterException', 'Invalid token in request');
const shortName = (arnOrName: string) => arnOrName.split('/').at(-1) ?? arnOrName;

function clusterOf(input: unknown, context: Context): string {
  const name = shortName(text(input) ?? 'default');
  if (!here(context) || !context.history.clusters.some((cluster) => cluster.name === name)) {
    throw new AwsError('ClusterNotFoundException', 'Cluster not found.');
  }
  return name;
}

const servicesOf = (cluster: string, context: Context) =>
  context.history.services.filter((service) => service.cluster === cluster && service.createdAt <= context.now);

const tasksOf = (services: readonly ServiceRecord[]) =>
  services.flatMap((service) => service.tasks.map((task) => ({ task, service })));

const known = (task: TaskRecord, now: number) =>
  task.createdAt <= now && (task.stoppedAt === undefined || task.stoppedAt > now - STOPPED_TASKS_KEPT);

/** A stopping task is still listed under RUNNING until ECS wants it stopped. */
const wantedStopped = (task: TaskRecord, now: number) => task.stoppingAt !== undefined && task.stoppingAt <= now;

export const ecs: Operations = {
  ListClusters: (input, context) => {
    const all = here(context) ? context.history.clusters : [];
    const page = pageOf(all, pageSize(input.maxResults, context), text(input.nextToken), 'clusters', badToken);
    return present({ clusterArns: page.items.map(({ arn }) => arn), nextToken: page.next });
  },
  DescribeClusters: (input, context) => {
    const asked = texts(input.clusters).map(shortName);
    const found = (here(context) ? context.history.clusters : []).filter(({ name }) => asked.includes(name));
    return {
      clusters: found.map(({ name, arn }) => ({ clusterName: name, clusterArn: arn, status: 'ACTIVE' })),
      failures: asked.filter((n) => !found.some(({ name }) => name === n)).map((arn) => ({ arn, reason: 'MISSING' })),
    };
  },
  ListServices: (input, context) => {
    const services = servicesOf(clusterOf(input.cluster, context), context);
    const page = pageOf(services, pageSize(input.maxResults, context), text(input.nextToken), 'services', badToken);
    return present({ serviceArns: page.items.map(({ arn }) => arn), nextToken: page.next });
  },
  DescribeServices: (input, context) => {
    const asked = texts(input.services);
    if (asked.length === 0) throw new AwsError('InvalidParameterException', 'Services cannot be empty.');
    if (asked.length > 10)
      throw new AwsError('InvalidParameterException', 'Member must have length less than or equal to 10');
    const all = servicesOf(clusterOf(input.cluster, context), context);
    const found = all.filter(({ arn, name }) => asked.includes(arn) || asked.includes(name));
    const missing = asked.filter((id) => !found.some(({ arn, name }) => arn === id || name === id));
    return {
      services: found.map((service) => serviceShape(service, context)),
      failures: missing.map((arn) => ({ arn, reason: 'MISSING' })),
    };
  },
  ListTasks: (input, context) => {
    const cluster = clusterOf(input.cluster, context);
    const serviceName = text(input.serviceName);
    const family = text(input.family);
    const wanted = text(input.desiredStatus) ?? 'RUNNING';
    const services = servicesOf(cluster, context).filter(
      ({ name }) => serviceName === undefined || name === shortName(serviceName),
    );
    if (serviceName !== undefined && services.length === 0)
      throw new AwsError('ServiceNotFoundException', 'Service not found.');
    const tasks = tasksOf(services)
      .filter(({ task }) => known(task, context.now))
      .filter(({ task }) => wantedStopped(task, context.now) === (wanted === 'STOPPED'))
      .filter(({ task }) => family === undefined || familyOf(task) === family);
    const page = pageOf(tasks, pageSize(input.maxResults, context), text(input.nextToken), `tasks-${wanted}`, badToken);
    return present({ taskArns: page.items.map(({ task }) => task.arn), nextToken: page.next });
  },
  DescribeTasks: (input, context) => {
    const asked = texts(input.tasks);
    if (asked.length === 0) throw new AwsError('InvalidParameterException', 'Tasks cannot be empty.');
    if (asked.length > 100)
      throw new AwsError('InvalidParameterException', 'Member must have length less than or equal to 100');
    const all = tasksOf(servicesOf(clusterOf(input.cluster, context), context)).filter(({ task }) =>
      known(task, context.now),
    );
    const same = (task: TaskRecord, id: string) => task.arn === id || shortName(task.arn) === id;
    const found = all.filter(({ task }) => asked.some((id) => same(task, id)));
    const missing = asked.filter((id) => !found.some(({ task }) => same(task, id)));
    return {
      tasks: found.map(({ task, service }) => taskShape(task, service, context)),
      failures: missing.map((arn) => ({ arn, reason: 'MISSING' })),
    };
  },
  DescribeTaskDefinition: (input, context) => {
    const asked = String(input.taskDefinition);
    const [family, revision] = shortName(asked).split(':');
    const of = (here(context) ? context.history.taskDefinitions : [])
      .filter((each) => each.family === family && each.registeredAt <= context.now)
      .sort((a, b) => b.revision - a.revision);
    const found = revision === undefined ? of[0] : of.find((each) => each.revision === Number(revision));
    if (!found) throw new AwsError('ClientException', 'Unable to describe task definition.');
    return { taskDefinition: taskDefinitionShape(found, context), tags: [] };
  },
  ListServiceDeployments: (input, context) => {
    const service = serviceOf(input.service, input.cluster, context);
    const all = service.deployments.filter(({ createdAt }) => createdAt <= context.now).reverse();
    const page = pageOf(all, pageSize(input.maxResults, context), text(input.nextToken), 'deployments', badToken);
    return present({
      serviceDeployments: page.items.map((each) => deploymentShape(each, service, context).brief),
      nextToken: page.next,
    });
  },
  DescribeServiceDeployments: (input, context) => {
    const asked = texts(input.serviceDeploymentArns);
    const all = (here(context) ? context.history.services : []).flatMap((service) =>
      service.deployments.map((each) => deploymentShape(each, service, context)),
    );
    const found = all.filter(({ full }) => asked.includes(full.serviceDeploymentArn));
    return {
      serviceDeployments: found.map(({ full }) => full),
      failures: asked
        .filter((id) => !found.some(({ full }) => full.serviceDeploymentArn === id))
        .map((arn) => ({ arn, reason: 'MISSING' })),
    };
  },
};

const familyOf = (task: TaskRecord) => shortName(task.taskDefinitionArn).split(':')[0];

function serviceOf(id: unknown, cluster: unknown, context: Context): ServiceRecord {
  const name = shortName(String(id));
  const within = String(id).startsWith('arn:') ? String(id).split('/').at(-2) : clusterOf(cluster, context);
  const found = context.history.services.find((service) => service.cluster === within && service.name === name);
  if (!found || !here(context)) throw new AwsError('ServiceNotFoundException', 'Service not found.');
  return found;
}
