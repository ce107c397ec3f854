import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import type { Service, ServiceDeploymentBrief } from '@aws-sdk/client-ecs';
import type { Deployment } from '../../domain/evidence.ts';
import { deploymentsPage } from '../console.ts';
import { lostOf, Nothing } from '../failure.ts';
import { isOnPath, pathNames } from '../on-path.ts';
import { codeDeploymentsStep, serviceDeploymentsStep, stackEventsStep } from '../steps/deployments.ts';
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
    loadBalancerStep,
    targetGroupsStep,
    servicesStep,
  ],
  async take(trip) {
    const [code, stacks, rolled, loadBalancer, groups, services] = await Promise.all([
      orLost(trip, codeDeploymentsStep),
      orLost(trip, stackEventsStep),
      orLost(trip, serviceDeploymentsStep),
      trip.attempt(loadBalancerStep),
      trip.attempt(targetGroupsStep),
      trip.attempt(servicesStep),
    ]);
    // None of the three could be read at all.
    if (code === undefined && stacks === undefined && rolled === undefined) throw new Nothing(...trip.losses());
    const names = new Set((groups ?? []).flatMap(({ TargetGroupName }) => TargetGroupName ?? []));
    const path = pathNames({
      loadBalancerArn: trip.scope.arn,
      targetGroupArns: (groups ?? []).flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []),
      securityGroups: securityGroupsOf(services ?? [], loadBalancer?.SecurityGroups ?? []),
      services: services ?? [],
    });
    const touches = (resources: readonly string[]) => isOnPath({ resources, request: null, source: '' }, path);
    const value: readonly Deployment[] = [
      ...(code ?? []).flatMap((one) => ofCodeDeploy(one, names)),
      ...(stacks ?? [])
        .flatMap(({ events }) => stackUpdates(events))
        .map((one) => ({ ...one, onPath: touches(one.resources) })),
      // Asked for by the services of the path.
      ...(rolled ?? []).flatMap(ofService).map((one) => ({ ...one, onPath: true })),
    ];
    const sorted = [...value].sort((a, b) => b.startedAt.localeCompare(a.startedAt));
    const ours = sorted.filter(({ onPath }) => onPath).length;
    return {
      value: sorted,
      what: `${sorted.length} releases of CodeDeploy, CloudFormation and ECS since a day before the window, ${ours} on the path`,
      link: deploymentsPage(trip.scope),
    };
  },
};

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
