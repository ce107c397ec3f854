import type { ScalableTarget, ScalingActivity, ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import { lostOf } from '../../failure.ts';
import { pages, type Step, type Trip } from '../../trip.ts';
import { chunks, servicesStep } from '../ecs.ts';

const serviceLimit = 10;
const activityPages = 3;

export interface ServiceScaling {
  readonly target: ScalableTarget;
  readonly policies: readonly ScalingPolicy[];
  readonly activities: readonly ScalingActivity[];
}

/** What scales the ECS services: those that nothing scales are left out. */
export const serviceScalingStep: Step<readonly ServiceScaling[]> = {
  id: 'step:service-scaling',
  actions: [
    'application-autoscaling:DescribeScalableTargets',
    'application-autoscaling:DescribeScalingPolicies',
    'application-autoscaling:DescribeScalingActivities',
  ],
  needs: [servicesStep],
  async take(trip) {
    const services = await trip.get(servicesStep);
    const ids = services
      .slice(0, serviceLimit)
      .map(({ clusterArn = '', serviceName = '' }) => `service/${clusterArn.split('/').at(-1)}/${serviceName}`);
    if (ids.length === 0) return [];
    const [targets, ...diaries] = await Promise.all([
      targetsOf(trip, ids),
      ...ids.map(async (id) => ({
        id,
        policies: await orLost(trip, policiesOf(trip, id)),
        activities: await orLost(trip, activitiesOf(trip, id)),
      })),
    ]);
    return targets.map((target) => {
      const diary = diaries.find(({ id }) => id === target.ResourceId);
      return { target, policies: diary?.policies ?? [], activities: diary?.activities ?? [] };
    });
  },
};

function orLost<T>(trip: Trip, reading: Promise<readonly T[]>): Promise<readonly T[]> {
  return reading.catch((error: unknown) => {
    trip.lose(...lostOf(error));
    return [];
  });
}

async function targetsOf(trip: Trip, ids: readonly string[]): Promise<readonly ScalableTarget[]> {
  const { DescribeScalableTargetsCommand } = await import('@aws-sdk/client-application-auto-scaling');
  const what = 'application-autoscaling:DescribeScalableTargets';
  const batches = chunks(ids, 50).map((ResourceIds) =>
    pages(trip, { what }, async (NextToken) => {
      const command = new DescribeScalableTargetsCommand({
        ServiceNamespace: 'ecs',
        ResourceIds: [...ResourceIds],
        NextToken,
      });
      const answer = await trip['application-autoscaling'].send(command);
      return { items: answer.ScalableTargets ?? [], next: answer.NextToken };
    }),
  );
  return (await Promise.all(batches)).flat();
}

async function policiesOf(trip: Trip, ResourceId: string): Promise<readonly ScalingPolicy[]> {
  const { DescribeScalingPoliciesCommand } = await import('@aws-sdk/client-application-auto-scaling');
  return pages(trip, { what: 'application-autoscaling:DescribeScalingPolicies' }, async (NextToken) => {
    const command = new DescribeScalingPoliciesCommand({ ServiceNamespace: 'ecs', ResourceId, NextToken });
    const answer = await trip['application-autoscaling'].send(command);
    return { items: answer.ScalingPolicies ?? [], next: answer.NextToken };
  });
}

/** Those that did nothing, too: they say that the most is reached. */
async function activitiesOf(trip: Trip, ResourceId: string): Promise<readonly ScalingActivity[]> {
  const { DescribeScalingActivitiesCommand } = await import('@aws-sdk/client-application-auto-scaling');
  const since = Date.parse(trip.window.from) - 6 * 3_600_000;
  const what = 'application-autoscaling:DescribeScalingActivities';
  return pages(trip, { what, limit: activityPages }, async (NextToken) => {
    const input = { ServiceNamespace: 'ecs', ResourceId, NextToken, IncludeNotScaledActivities: true } as const;
    const answer = await trip['application-autoscaling'].send(new DescribeScalingActivitiesCommand(input));
    const items = answer.ScalingActivities ?? [];
    const oldest = items.at(-1)?.StartTime?.getTime() ?? Number.POSITIVE_INFINITY;
    return { items, next: oldest < since ? undefined : answer.NextToken };
  });
}
