import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { AutoScalingGroupRecord, ScalingActivityRecord } from '../world/instance-records.ts';
import { type Context, here, type Operations, pageSize, present, text, texts } from './context.ts';

const WEEKS_6 = 42 * 24 * 3_600_000;
const groups = (context: Context) => (here(context) ? context.history.autoScalingGroups : []);
const badToken = () => new AwsError('InvalidNextToken', 'The token is invalid.');

function named(context: Context, name: unknown): AutoScalingGroupRecord {
  const found = groups(context).find((each) => each.name === name);
  if (!found) throw new AwsError('ValidationError', `AutoScalingGroup name not found - ${String(name)}`);
  return found;
}

function groupShape(group: AutoScalingGroupRecord, now: number) {
  const size = group.sizes.findLast(({ at }) => at <= now) ?? group.sizes[0];
  const template = (version: number | undefined) => ({
    LaunchTemplateId: group.launchTemplate.id,
    LaunchTemplateName: group.launchTemplate.name,
    Version: String(version ?? 1),
  });
  return {
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    LaunchTemplate: template(size?.version),
    MinSize: size?.min ?? 0,
    MaxSize: size?.max ?? 0,
    DesiredCapacity: size?.desired ?? 0,
    DefaultCooldown: 300,
    AvailabilityZones: [...group.zones],
    VPCZoneIdentifier: group.subnets.join(','),
    LoadBalancerNames: [],
    TargetGroupARNs: [...group.targetGroupArns],
    HealthCheckType: group.healthCheckType,
    HealthCheckGracePeriod: group.grace,
    CreatedTime: new Date(group.createdAt),
    SuspendedProcesses: group.suspended.map((ProcessName) => ({ ProcessName, SuspensionReason: 'User suspended' })),
    TerminationPolicies: ['Default'],
    NewInstancesProtectedFromScaleIn: false,
    Tags: Object.entries(group.tags).map(([Key, Value]) => ({
      ResourceId: group.name,
      ResourceType: 'auto-scaling-group',
      Key,
      Value,
      PropagateAtLaunch: true,
    })),
    Instances: group.members.flatMap((member) => {
      const state = member.states.findLast(({ at }) => at <= now);
      if (!state || state.state === 'gone') return [];
      return [
        {
          InstanceId: member.instanceId,
          InstanceType: member.type,
          AvailabilityZone: member.zone,
          LifecycleState: state.state,
          HealthStatus: state.healthy ? 'Healthy' : 'Unhealthy',
          LaunchTemplate: template(member.version),
          ProtectedFromScaleIn: false,
        },
      ];
    }),
  };
}

function activityShape(group: AutoScalingGroupRecord, activity: ScalingActivityRecord, now: number) {
  const over = activity.endedAt <= now;
  return present({
    ActivityId: activity.id,
    AutoScalingGroupName: group.name,
    AutoScalingGroupARN: group.arn,
    Description: activity.description,
    Cause: activity.cause,
    StartTime: new Date(activity.at),
    EndTime: over ? new Date(activity.endedAt) : undefined,
    StatusCode: over ? activity.status : 'InProgress',
    StatusMessage: over ? activity.message : undefined,
    Progress: over ? 100 : 50,
    Details: JSON.stringify({ 'Availability Zone': group.zones[0] }),
  });
}

export const autoScaling: Operations = {
  DescribeAutoScalingGroups: (input, context) => {
    const names = texts(input.AutoScalingGroupNames);
    const found = groups(context).filter(({ name }) => names.length === 0 || names.includes(name));
    const page = pageOf(found, pageSize(input.MaxRecords, context), text(input.NextToken), 'asg', badToken);
    return present({
      AutoScalingGroups: page.items.map((group) => groupShape(group, context.now)),
      NextToken: page.next,
    });
  },
  DescribeAutoScalingInstances: (input, context) => {
    const ids = texts(input.InstanceIds);
    const found = groups(context)
      .flatMap((group) =>
        groupShape(group, context.now).Instances.map((each) => ({ ...each, AutoScalingGroupName: group.name })),
      )
      .filter(({ InstanceId }) => ids.length === 0 || ids.includes(InstanceId));
    const page = pageOf(found, pageSize(input.MaxRecords, context), text(input.NextToken), 'member', badToken);
    return present({ AutoScalingInstances: page.items, NextToken: page.next });
  },
  DescribeScalingActivities: (input, context) => {
    const name = text(input.AutoScalingGroupName);
    const within = name === undefined ? groups(context) : [named(context, name)];
    const found = within
      .flatMap((group) => group.activities.map((activity) => ({ group, activity })))
      .filter(({ activity }) => activity.at <= context.now && activity.at > context.now - WEEKS_6)
      .sort((a, b) => b.activity.at - a.activity.at);
    const page = pageOf(found, pageSize(input.MaxRecords, context), text(input.NextToken), 'activity', badToken);
    return present({
      Activities: page.items.map(({ group, activity }) => activityShape(group, activity, context.now)),
      NextToken: page.next,
    });
  },
  DescribeLifecycleHooks: (input, context) => ({
    LifecycleHooks: named(context, input.AutoScalingGroupName).hooks.map((hook) => ({
      LifecycleHookName: hook.name,
      AutoScalingGroupName: text(input.AutoScalingGroupName),
      LifecycleTransition: hook.transition,
      HeartbeatTimeout: hook.timeout,
      GlobalTimeout: hook.timeout * 100,
      DefaultResult: hook.otherwise,
    })),
  }),
  DescribePolicies: (input, context) => ({
    ScalingPolicies: groups(context)
      .filter(({ name }) => text(input.AutoScalingGroupName) === undefined || name === input.AutoScalingGroupName)
      .flatMap((group) => group.policies.map((policy) => ({ group, policy })))
      .map(({ group, policy }) => ({
        AutoScalingGroupName: group.name,
        PolicyName: policy.name,
        PolicyARN: `${group.arn.replace('autoScalingGroup', 'scalingPolicy')}:policyName/${policy.name}`,
        PolicyType: 'TargetTrackingScaling',
        Enabled: true,
        TargetTrackingConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: policy.target.metric },
          TargetValue: policy.target.value,
          DisableScaleIn: false,
        },
      })),
  }),
  DescribeInstanceRefreshes: (input, context) => {
    const all = named(context, input.AutoScalingGroupName).refreshes.filter(({ at }) => at <= context.now);
    const found = [...all].reverse();
    const page = pageOf(found, pageSize(input.MaxRecords, context), text(input.NextToken), 'refresh', badToken);
    return present({
      InstanceRefreshes: page.items.map((refresh) => {
        const over = refresh.endedAt <= context.now;
        return present({
          InstanceRefreshId: refresh.id,
          AutoScalingGroupName: text(input.AutoScalingGroupName),
          Status: over ? refresh.status : 'InProgress',
          StatusReason: refresh.reason,
          StartTime: new Date(refresh.at),
          EndTime: over ? new Date(refresh.endedAt) : undefined,
          PercentageComplete: over ? 100 : 50,
          InstancesToUpdate: over ? 0 : 1,
        });
      }),
      NextToken: page.next,
    });
  },
};
