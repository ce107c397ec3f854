import type { ScalingActivity, ScalingGroup } from '../../domain/evidence.ts';
import { ec2Page } from '../console.ts';
import { lostOf, Nothing } from '../failure.ts';
import { type GroupDiary, groupDiariesStep } from '../steps/ec2/auto-scaling.ts';
import { type ServiceScaling, serviceScalingStep } from '../steps/ec2/service-scaling.ts';
import { isoOrNull, numberOrNull, orNull } from '../translate.ts';
import { type Collector, unique } from '../trip.ts';

export const scalingCollector: Collector<'scaling'> = {
  id: 'scaling',
  actions: [],
  needs: [groupDiariesStep, serviceScalingStep],
  async take(trip) {
    const settled = await Promise.allSettled([trip.get(groupDiariesStep), trip.get(serviceScalingStep)]);
    const [groups, services] = settled;
    const lost = settled.flatMap((one) => (one.status === 'rejected' ? lostOf(one.reason) : []));
    if (groups.status === 'rejected' && services.status === 'rejected') throw new Nothing(...unique(lost));
    trip.lose(...lost);
    const value = [
      ...(groups.status === 'fulfilled' ? groups.value.map(toGroup) : []),
      ...(services.status === 'fulfilled' ? services.value.map(toService) : []),
    ];
    const [first] = value.filter(({ kind }) => kind === 'auto-scaling-group');
    return {
      value,
      what:
        value.length === 0 ? 'nothing scales the targets' : `scaling of ${value.map(({ name }) => name).join(', ')}`,
      link: first === undefined ? null : ec2Page(trip.scope, `AutoScalingGroupDetails:id=${first.name};view=activity`),
    };
  },
};

function toGroup({ group, activities, hooks, policies, refreshes }: GroupDiary): ScalingGroup {
  return {
    kind: 'auto-scaling-group',
    name: group.AutoScalingGroupName ?? '',
    arn: orNull(group.AutoScalingGroupARN),
    min: orNull(group.MinSize),
    max: orNull(group.MaxSize),
    desired: orNull(group.DesiredCapacity),
    healthCheckType: orNull(group.HealthCheckType),
    healthCheckGraceSeconds: orNull(group.HealthCheckGracePeriod),
    targetGroupArns: [
      ...new Set([
        ...(group.TargetGroupARNs ?? []),
        ...(group.TrafficSources ?? []).flatMap(({ Identifier }) => Identifier ?? []),
      ]),
    ],
    instances: (group.Instances ?? []).map((one) => ({
      id: one.InstanceId ?? '',
      zone: orNull(one.AvailabilityZone),
      lifecycleState: orNull(one.LifecycleState),
      healthStatus: orNull(one.HealthStatus),
      launchTemplateVersion: orNull(one.LaunchTemplate?.Version),
    })),
    suspendedProcesses: (group.SuspendedProcesses ?? []).flatMap(({ ProcessName }) => ProcessName ?? []),
    lifecycleHooks: hooks.map((hook) => ({
      name: hook.LifecycleHookName ?? '',
      transition: hook.LifecycleTransition ?? '',
      timeoutSeconds: orNull(hook.HeartbeatTimeout),
    })),
    policies: policies.map((policy) => ({
      name: policy.PolicyName ?? '',
      type: policy.PolicyType ?? '',
      enabled: orNull(policy.Enabled),
    })),
    activities: activities.flatMap(toActivity).toSorted(newestFirst),
    refreshes: refreshes.map((one) => ({
      id: one.InstanceRefreshId ?? '',
      status: one.Status ?? '',
      reason: orNull(one.StatusReason),
      startedAt: isoOrNull(one.StartTime),
      endedAt: isoOrNull(one.EndTime),
      percentComplete: numberOrNull(one.PercentageComplete),
    })),
  };
}

/** What both kinds of scaling tell of an activity. */
interface RawActivity {
  readonly ActivityId?: string | undefined;
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
  readonly StatusCode?: string | undefined;
  readonly StatusMessage?: string | undefined;
  readonly Description?: string | undefined;
  readonly Cause?: string | undefined;
}

/** One without a time is of no use to anybody who asks when. */
function toActivity(raw: RawActivity): readonly ScalingActivity[] {
  const startedAt = isoOrNull(raw.StartTime);
  if (startedAt === null) return [];
  const description = raw.Description ?? '';
  return [
    {
      id: raw.ActivityId ?? '',
      startedAt,
      endedAt: isoOrNull(raw.EndTime),
      status: raw.StatusCode ?? '',
      description,
      cause: raw.Cause ?? '',
      statusMessage: orNull(raw.StatusMessage),
      instanceId: /\bi-[0-9a-f]{8,17}\b/.exec(description)?.[0] ?? null,
    },
  ];
}

const newestFirst = (a: ScalingActivity, b: ScalingActivity) => (a.startedAt < b.startedAt ? 1 : -1);

function toService({ target, policies, activities }: ServiceScaling): ScalingGroup {
  const suspended = target.SuspendedState;
  return {
    kind: 'ecs-service',
    name: (target.ResourceId ?? '').replace(/^service\//, ''),
    arn: orNull(target.ScalableTargetARN),
    min: orNull(target.MinCapacity),
    max: orNull(target.MaxCapacity),
    desired: null,
    healthCheckType: null,
    healthCheckGraceSeconds: null,
    targetGroupArns: [],
    instances: [],
    suspendedProcesses: [
      ...(suspended?.DynamicScalingOutSuspended ? ['DynamicScalingOut'] : []),
      ...(suspended?.DynamicScalingInSuspended ? ['DynamicScalingIn'] : []),
      ...(suspended?.ScheduledScalingSuspended ? ['ScheduledScaling'] : []),
    ],
    lifecycleHooks: [],
    policies: policies.map(({ PolicyName = '', PolicyType = '' }) => ({
      name: PolicyName,
      type: PolicyType,
      enabled: null,
    })),
    activities: activities
      .flatMap(({ NotScaledReasons = [], ...raw }) =>
        toActivity({ ...raw, StatusMessage: NotScaledReasons[0]?.Code ?? raw.StatusMessage }),
      )
      .toSorted(newestFirst),
    refreshes: [],
  };
}
