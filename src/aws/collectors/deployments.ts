import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { Service, ServiceDeploymentBrief } from '@aws-sdk/client-ecs';
import type { LoadBalancer, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Deployment } from '../../domain/evidence.ts';
import { deploymentsPage } from '../console.ts';
import { lostOf, Nothing } from '../failure.ts';
import { isOnPath, pathNames } from '../on-path.ts';
import {
  codeDeploymentsStep,
  type StackHistory,
  serviceDeploymentsStep,
  stackEventsStep,
} from '../steps/deployments.ts';
import { type GroupDiary, groupDiariesStep } from '../steps/ec2/auto-scaling.ts';
import { servicesStep } from '../steps/ecs.ts';
import { loadBalancerStep, targetGroupsStep } from '../steps/load-balancer.ts';
import { stackUpdates } from '../steps/stack-updates.ts';
import { isoOrNull, lastPart, orNull } from '../translate.ts';
import type { Collector, Step, Trip } from '../trip.ts';

type Unplaced = Omit<Deployment, 'onPath'>;

export const deploymentsCollector: Collector<'deployments'> = {
  id: 'deployments',
  actions: [],
  needs: [
    codeDeploymentsStep,
    stackEventsStep,
    serviceDeploymentsStep,
    groupDiariesStep,
    loadBalancerStep,
    targetGroupsStep,
    servicesStep,
  ],
  async take(trip) {
    const [code, stacks, rolled, diaries, loadBalancer, groups, services] = await Promise.all([
      orLost(trip, codeDeploymentsStep),
      orLost(trip, stackEventsStep),
      orLost(trip, serviceDeploymentsStep),
      trip.attempt(groupDiariesStep),
      trip.attempt(loadBalancerStep),
      trip.attempt(targetGroupsStep),
      trip.attempt(servicesStep),
    ]);
    // None of the three could be read at all.
    if (code === undefined && stacks === undefined && rolled === undefined) throw new Nothing(...trip.losses());
    const path = { scope: trip.scope.arn, loadBalancer, groups: groups ?? [], services: services ?? [] };
    const value = placed(
      { code: code ?? [], stacks: stacks ?? [], rolled: rolled ?? [], diaries: diaries ?? [] },
      path,
    );
    const sorted = [...value].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
    const ours = sorted.filter(({ onPath }) => onPath).length;
    return {
      value: sorted,
      what: `${sorted.length} releases of CodeDeploy, CloudFormation and ECS since a day before the window, ${ours} on the path`,
      link: deploymentsPage(trip.scope),
    };
  },
};

interface Recorded {
  readonly code: readonly DeploymentInfo[];
  readonly stacks: readonly StackHistory[];
  readonly rolled: readonly ServiceDeploymentBrief[];
  readonly diaries: readonly GroupDiary[];
}

interface Path {
  readonly scope: string;
  readonly loadBalancer: LoadBalancer | undefined;
  readonly groups: readonly TargetGroup[];
  readonly services: readonly Service[];
}

function placed(recorded: Recorded, { scope, loadBalancer, groups, services }: Path): readonly Deployment[] {
  const names = new Set(groups.flatMap(({ TargetGroupName }) => TargetGroupName ?? []));
  const path = pathNames({
    loadBalancerArn: scope,
    targetGroupArns: groups.flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []),
    securityGroups: securityGroupsOf(services, loadBalancer?.SecurityGroups ?? []),
    services,
  });
  const touches = (resources: readonly string[]) => isOnPath({ resources, request: null, source: '' }, path);
  const updates = recorded.stacks.flatMap(({ events }) => stackUpdates(events));
  // Asked for by the services and Auto Scaling groups of the path.
  const own = [...recorded.rolled.flatMap(ofService), ...recorded.diaries.flatMap(refreshesOf)];
  return [
    ...recorded.code.flatMap((one) => ofCodeDeploy(one, names)),
    ...updates.map((one) => ({ ...one, onPath: touches(one.resources) })),
    ...own.map((one) => ({ ...one, onPath: true })),
  ];
}

function orLost<T>(trip: Trip, step: Step<T>): Promise<T | undefined> {
  return trip.get(step).catch((error: unknown) => {
    trip.lose(...lostOf(error));
    return undefined;
  });
}

function securityGroupsOf(services: readonly Service[], ofLoadBalancer: readonly string[]): readonly string[] {
  const ofServices = services.flatMap(
    ({ networkConfiguration }) => networkConfiguration?.awsvpcConfiguration?.securityGroups ?? [],
  );
  return [...new Set([...ofServices, ...ofLoadBalancer])];
}

function ofCodeDeploy(raw: DeploymentInfo, groupNames: ReadonlySet<string>): readonly Deployment[] {
  const startedAt = isoOrNull(raw.createTime);
  if (startedAt === null) return [];
  const { targetGroupInfoList = [], targetGroupPairInfoList = [] } = raw.loadBalancerInfo ?? {};
  const groups = [...targetGroupInfoList, ...targetGroupPairInfoList.flatMap(({ targetGroups = [] }) => targetGroups)];
  const resources = groups.flatMap(({ name }) => name ?? []);
  const status = raw.status ?? '';
  return [
    {
      by: 'codedeploy',
      id: raw.deploymentId ?? '',
      what: `${raw.applicationName ?? ''}/${raw.deploymentGroupName ?? ''}`,
      startedAt,
      endedAt: isoOrNull(raw.completeTime),
      status,
      failed: /Failed|Stopped/.test(status),
      rolledBack:
        raw.rollbackInfo?.rollbackDeploymentId !== undefined ||
        raw.creator === 'codeDeployRollback' ||
        (raw.rollbackInfo !== undefined && status === 'Stopped'),
      reason: orNull(raw.errorInformation?.message),
      initiator: orNull(raw.creator),
      resources,
      onPath: resources.some((name) => groupNames.has(name)),
    },
  ];
}

function ofService(raw: ServiceDeploymentBrief): readonly Unplaced[] {
  const startedAt = isoOrNull(raw.startedAt ?? raw.createdAt);
  if (startedAt === null) return [];
  const status = raw.status ?? '';
  const service = raw.serviceArn ?? '';
  return [
    {
      by: 'ecs',
      id: raw.serviceDeploymentArn ?? `${service} ${startedAt}`,
      what: lastPart(service),
      startedAt,
      endedAt: isoOrNull(raw.finishedAt),
      status,
      failed: /ROLLBACK|STOPPED|STOP_REQUESTED/.test(status),
      rolledBack: /ROLLBACK/.test(status),
      reason: orNull(raw.statusReason),
      initiator: null,
      resources: [service, raw.targetServiceRevisionArn].filter((one) => one !== undefined),
    },
  ];
}

/** How long a refresh is of interest: groups remember six weeks. */
const remembered = 3 * 24 * 3_600_000;

function refreshesOf({ group, refreshes }: GroupDiary): readonly Unplaced[] {
  const newest = Math.max(...refreshes.map(({ StartTime }) => StartTime?.getTime() ?? 0));
  return refreshes.flatMap((raw) => {
    const startedAt = isoOrNull(raw.StartTime);
    if (startedAt === null || newest - Date.parse(startedAt) > remembered) return [];
    const status = raw.Status ?? '';
    return [
      {
        by: 'instance-refresh' as const,
        id: raw.InstanceRefreshId ?? `${group.AutoScalingGroupName} ${startedAt}`,
        what: group.AutoScalingGroupName ?? '',
        startedAt,
        endedAt: isoOrNull(raw.EndTime),
        status,
        failed: /Failed|Rollback/.test(status),
        rolledBack: /Rollback/.test(status),
        reason: orNull(raw.StatusReason),
        initiator: null,
        resources: [group.AutoScalingGroupARN, group.AutoScalingGroupName].filter((one) => one !== undefined),
      },
    ];
  });
}
