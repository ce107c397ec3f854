import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import type { ReleaseRecord } from '../world/release-records.ts';
import { type Context, date, here, type Operations, present, text, texts } from './context.ts';

const releasesOf = (context: Context): readonly ReleaseRecord[] =>
  here(context)
    ? (context.history.releases ?? []).filter((one) => one.with === 'codedeploy' && one.startedAt <= context.now)
    : [];

const statuses = { succeeded: 'Succeeded', failed: 'Failed', 'rolled-back': 'Stopped', running: 'InProgress' } as const;

const statusOf = ({ outcome, endedAt }: ReleaseRecord, now: number) =>
  endedAt === null || endedAt > now ? 'InProgress' : statuses[outcome];

export const codedeploy: Operations = {
  ListDeployments: (input, context) => {
    const range = input.createTimeRange as { readonly start?: Date; readonly end?: Date } | undefined;
    const application = text(input.applicationName);
    if ((application === undefined) !== (text(input.deploymentGroupName) === undefined))
      throw new AwsError('DeploymentGroupNameRequiredException', 'Deployment Group name is missing');
    const found = releasesOf(context)
      .filter(({ name }) => application === undefined || name === application)
      .filter(({ startedAt: at }) => at >= (range?.start?.getTime() ?? 0))
      .filter(({ startedAt: at }) => at <= (range?.end?.getTime() ?? context.now))
      .sort((a, b) => b.startedAt - a.startedAt);
    const page = pageOf(found, context.pageSize, text(input.nextToken), 'deployments');
    return present({ deployments: page.items.map(({ id }) => id), nextToken: page.next });
  },
  BatchGetDeployments: (input, context) => {
    const ids = texts(input.deploymentIds);
    if (ids.length > 25) throw new AwsError('BatchLimitExceededException', 'The maximum number of items is 25');
    return {
      deploymentsInfo: releasesOf(context)
        .filter(({ id }) => ids.includes(id))
        .map((one) => shape(one, context)),
    };
  },
};

function shape(one: ReleaseRecord, { now }: Context): Shape {
  const status = statusOf(one, now);
  const ended = one.endedAt !== null && one.endedAt <= now ? one.endedAt : undefined;
  const group = one.resources.find(({ type }) => type.endsWith('TargetGroup'))?.id;
  const service = one.resources.find(({ type }) => type.endsWith('Service'))?.id;
  return present({
    applicationName: one.name,
    deploymentGroupName: `${one.name}-group`,
    deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
    deploymentId: one.id,
    status,
    creator: 'user',
    createTime: date(one.startedAt),
    startTime: date(one.startedAt + 2_000),
    completeTime: date(ended),
    computePlatform: 'ECS',
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    errorInformation:
      ended !== undefined && one.outcome !== 'succeeded'
        ? { code: 'ALARM_ACTIVE', message: one.reason ?? 'One or more alarms have been activated' }
        : undefined,
    rollbackInfo:
      one.outcome === 'rolled-back' && ended !== undefined
        ? { rollbackMessage: 'Deployment was stopped and rolled back', rollbackTriggeringDeploymentId: one.id }
        : undefined,
    loadBalancerInfo:
      group === undefined
        ? undefined
        : { targetGroupPairInfoList: [{ targetGroups: [{ name: group.split('/').at(-2) ?? '' }] }] },
    description: service === undefined ? undefined : `release of ${service.split('/').at(-1)}`,
  });
}
