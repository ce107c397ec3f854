import type {
  Activity,
  AutoScalingGroup,
  InstanceRefresh,
  LifecycleHook,
  ScalingPolicy,
} from '@aws-sdk/client-auto-scaling';
import { lostOf } from '../../failure.ts';
import { gather, pages, type Step, type Trip } from '../../trip.ts';
import { targetGroupsStep } from '../load-balancer.ts';
import { instanceTargetsStep } from './targets.ts';

/** No API goes from a target group or an instance list to its group: all are read and matched. */
const groupPages = 30;
const groupLimit = 8;
const activityPages = 5;

/** The groups that keep instances behind the load balancer: by target group, or by a registered member. */
export const autoScalingGroupsStep: Step<readonly AutoScalingGroup[]> = {
  id: 'step:auto-scaling-groups',
  actions: ['autoscaling:DescribeAutoScalingGroups'],
  needs: [targetGroupsStep, instanceTargetsStep],
  async take(trip) {
    const groups = await trip.get(targetGroupsStep);
    if (!groups.some(({ TargetType }) => TargetType === 'instance')) return [];
    const [all, registered] = await Promise.all([allGroups(trip), trip.attempt(instanceTargetsStep)]);
    const arns = new Set(groups.flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []));
    const ids = new Set(registered ?? []);
    const ours = all.filter(
      ({ TargetGroupARNs = [], Instances = [], TrafficSources = [] }) =>
        TargetGroupARNs.some((arn) => arns.has(arn)) ||
        TrafficSources.some(({ Identifier = '' }) => arns.has(Identifier)) ||
        Instances.some(({ InstanceId = '' }) => ids.has(InstanceId)),
    );
    if (ours.length > groupLimit) {
      const detail = `${ours.length} Auto Scaling groups, looked at ${groupLimit}`;
      trip.lose({ reason: 'cut-off', action: null, detail });
    }
    return ours.slice(0, groupLimit);
  },
};

async function allGroups(trip: Trip): Promise<readonly AutoScalingGroup[]> {
  const { DescribeAutoScalingGroupsCommand } = await import('@aws-sdk/client-auto-scaling');
  return pages(trip, { what: 'autoscaling:DescribeAutoScalingGroups', limit: groupPages }, async (NextToken) => {
    const answer = await trip.autoscaling.send(new DescribeAutoScalingGroupsCommand({ NextToken, MaxRecords: 100 }));
    return { items: answer.AutoScalingGroups ?? [], next: answer.NextToken };
  });
}

export interface GroupDiary {
  readonly group: AutoScalingGroup;
  readonly activities: readonly Activity[];
  readonly hooks: readonly LifecycleHook[];
  readonly policies: readonly ScalingPolicy[];
  readonly refreshes: readonly InstanceRefresh[];
}

/** What happened to each group, and what is set to happen. */
export const groupDiariesStep: Step<readonly GroupDiary[]> = {
  id: 'step:auto-scaling-diaries',
  actions: [
    'autoscaling:DescribeScalingActivities',
    'autoscaling:DescribeLifecycleHooks',
    'autoscaling:DescribePolicies',
    'autoscaling:DescribeInstanceRefreshes',
  ],
  needs: [autoScalingGroupsStep],
  async take(trip) {
    const groups = await trip.get(autoScalingGroupsStep);
    return gather(groups, trip, async (group) => {
      const name = group.AutoScalingGroupName ?? '';
      const [activities, hooks, policies, refreshes] = await Promise.all([
        orLost(trip, activitiesOf(trip, name)),
        orLost(trip, hooksOf(trip, name)),
        orLost(trip, policiesOf(trip, name)),
        orLost(trip, refreshesOf(trip, name)),
      ]);
      return { group, activities, hooks, policies, refreshes };
    });
  },
};

function orLost<T>(trip: Trip, reading: Promise<readonly T[]>): Promise<readonly T[]> {
  return reading.catch((error: unknown) => {
    trip.lose(...lostOf(error));
    return [];
  });
}

/** Newest first; read until they lie before the window and its lead-in, for groups remember six weeks. */
async function activitiesOf(trip: Trip, AutoScalingGroupName: string): Promise<readonly Activity[]> {
  const { DescribeScalingActivitiesCommand } = await import('@aws-sdk/client-auto-scaling');
  const since = Date.parse(trip.window.from) - 6 * 3_600_000;
  const what = 'autoscaling:DescribeScalingActivities';
  return pages(trip, { what, limit: activityPages }, async (NextToken) => {
    const command = new DescribeScalingActivitiesCommand({ AutoScalingGroupName, NextToken, MaxRecords: 100 });
    const { Activities: items = [], NextToken: next } = await trip.autoscaling.send(command);
    const oldest = items.at(-1)?.StartTime?.getTime() ?? Number.POSITIVE_INFINITY;
    return { items, next: oldest < since ? undefined : next };
  });
}

async function hooksOf(trip: Trip, AutoScalingGroupName: string): Promise<readonly LifecycleHook[]> {
  const { DescribeLifecycleHooksCommand } = await import('@aws-sdk/client-auto-scaling');
  const answer = await trip.autoscaling.send(new DescribeLifecycleHooksCommand({ AutoScalingGroupName }));
  return answer.LifecycleHooks ?? [];
}

async function policiesOf(trip: Trip, AutoScalingGroupName: string): Promise<readonly ScalingPolicy[]> {
  const { DescribePoliciesCommand } = await import('@aws-sdk/client-auto-scaling');
  return pages(trip, { what: 'autoscaling:DescribePolicies' }, async (NextToken) => {
    const answer = await trip.autoscaling.send(new DescribePoliciesCommand({ AutoScalingGroupName, NextToken }));
    return { items: answer.ScalingPolicies ?? [], next: answer.NextToken };
  });
}

/** The newest ten: what was refreshed weeks ago is no news. */
async function refreshesOf(trip: Trip, AutoScalingGroupName: string): Promise<readonly InstanceRefresh[]> {
  const { DescribeInstanceRefreshesCommand } = await import('@aws-sdk/client-auto-scaling');
  const command = new DescribeInstanceRefreshesCommand({ AutoScalingGroupName, MaxRecords: 10 });
  return (await trip.autoscaling.send(command)).InstanceRefreshes ?? [];
}
