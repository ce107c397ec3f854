import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { ListServiceDeploymentsCommand, type ServiceDeploymentBrief } from '@aws-sdk/client-ecs';
import { gather, pages, type Step, type Trip } from '../trip.ts';
import { chunks, servicesStep } from './ecs.ts';
import { tagsStep } from './load-balancer-tags.ts';

const day = 24 * 3_600_000;
const deploymentLimit = 100;
const stackLimit = 8;
const serviceLimit = 20;

/** The window and the day before it. */
export function releaseSpan({ window }: Pick<Trip, 'window'>): readonly [Date, Date] {
  return [new Date(Date.parse(window.from) - day), new Date(window.to)];
}

const codeDeployListStep: Step<readonly string[]> = {
  id: 'step:codedeploy-list',
  actions: ['codedeploy:ListDeployments'],
  needs: [],
  async take(trip) {
    const [start, end] = releaseSpan(trip);
    const { ListDeploymentsCommand } = await import('@aws-sdk/client-codedeploy');
    const asked = { what: 'codedeploy:ListDeployments', itemLimit: deploymentLimit };
    return pages(trip, asked, async (nextToken) => {
      const answer = await trip.codedeploy.send(
        new ListDeploymentsCommand({ createTimeRange: { start, end }, nextToken }),
      );
      return { items: answer.deployments ?? [], next: answer.nextToken };
    });
  },
};

export const codeDeploymentsStep: Step<readonly DeploymentInfo[]> = {
  id: 'step:codedeploy-deployments',
  actions: ['codedeploy:BatchGetDeployments'],
  needs: [codeDeployListStep],
  async take(trip) {
    const ids = await trip.get(codeDeployListStep);
    if (ids.length === 0) return [];
    const { BatchGetDeploymentsCommand } = await import('@aws-sdk/client-codedeploy');
    const answers = await gather(chunks(ids, 25), trip, (deploymentIds) =>
      trip.codedeploy.send(new BatchGetDeploymentsCommand({ deploymentIds: [...deploymentIds] })),
    );
    return answers.flatMap(({ deploymentsInfo = [] }) => deploymentsInfo);
  },
};

export interface StackHistory {
  readonly stack: string;
  /** Newest first. */
  readonly events: readonly StackEvent[];
}

/** Of the stacks that the tags of load balancer and target groups name. */
export const stackEventsStep: Step<readonly StackHistory[]> = {
  id: 'step:stack-events',
  actions: ['cloudformation:DescribeStackEvents'],
  needs: [tagsStep],
  async take(trip) {
    const tags = await trip.get(tagsStep);
    const names = [...tags.values()].flatMap(
      (tag) => tag['aws:cloudformation:stack-id'] ?? tag['aws:cloudformation:stack-name'] ?? [],
    );
    const stacks = [...new Set(names)].slice(0, stackLimit);
    if (stacks.length === 0) return [];
    const { DescribeStackEventsCommand } = await import('@aws-sdk/client-cloudformation');
    const [from] = releaseSpan(trip);
    return gather(stacks, trip, async (stack) => ({
      stack,
      events: await pages(trip, { what: 'cloudformation:DescribeStackEvents', limit: 20 }, async (NextToken) => {
        const answer = await trip.cloudformation.send(new DescribeStackEventsCommand({ StackName: stack, NextToken }));
        const items = (answer.StackEvents ?? []).filter(
          ({ Timestamp }) => Timestamp !== undefined && Timestamp >= from,
        );
        // Newest first: what is older than the window and its day is of no use.
        const isOlder = items.length < (answer.StackEvents ?? []).length;
        return { items, next: isOlder ? undefined : answer.NextToken };
      }),
    }));
  },
};

export const serviceDeploymentsStep: Step<readonly ServiceDeploymentBrief[]> = {
  id: 'step:ecs-service-deployments',
  actions: ['ecs:ListServiceDeployments'],
  needs: [servicesStep],
  async take(trip) {
    const services = (await trip.get(servicesStep)).slice(0, serviceLimit);
    // Services of CodeDeploy or of an outside controller keep none.
    const rolling = services.filter(({ deploymentController }) => (deploymentController?.type ?? 'ECS') === 'ECS');
    if (rolling.length === 0) return [];
    const [after, before] = releaseSpan(trip);
    const all = await gather(rolling, trip, ({ clusterArn: cluster, serviceArn: service = '' }) =>
      pages(trip, { what: 'ecs:ListServiceDeployments', limit: 5 }, async (nextToken) => {
        const answer = await trip.ecs.send(
          new ListServiceDeploymentsCommand({ cluster, service, createdAt: { after, before }, nextToken }),
        );
        const items = (answer.serviceDeployments ?? []).filter(({ createdAt = before }) => createdAt >= after);
        return { items, next: answer.nextToken };
      }),
    );
    return all.flat();
  },
};
