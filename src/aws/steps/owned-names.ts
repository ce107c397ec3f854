import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { Step, Trip } from '../trip.ts';
import { type Found, storesNearStep } from './data-stores.ts';
import { autoScalingGroupsStep } from './ec2/auto-scaling.ts';
import { tagsStep } from './load-balancer-tags.ts';
import { isNamed, type Settings, settingsStep } from './named-hosts.ts';
import { aclsStep, routeTablesStep } from './network/vpc.ts';
import { rdsInstancesStep } from './rds.ts';

/** By event source: the plain names of what else lies on the path: stores, secrets, stacks, routes. */
export const ownedNamesStep: Step<ReadonlyMap<string, ReadonlySet<string>>> = {
  id: 'step:owned-names',
  actions: [],
  needs: [storesNearStep, settingsStep, tagsStep, routeTablesStep, aclsStep, rdsInstancesStep, autoScalingGroupsStep],
  async take(trip) {
    const [stores, settings, tags, ways, groups] = await Promise.all([
      trip.attempt(storesNearStep),
      trip.attempt(settingsStep),
      trip.attempt(tagsStep),
      networkIds(trip),
      trip.attempt(autoScalingGroupsStep),
    ]);
    const used = storesUsed(stores ?? [], settings);
    const secrets = new Set((settings?.secrets ?? []).flatMap(secretNames));
    const stacks = [...(tags?.values() ?? [])].flatMap((tag) => [
      ...(tag['aws:cloudformation:stack-name'] === undefined ? [] : [tag['aws:cloudformation:stack-name']]),
      ...(tag['aws:cloudformation:stack-id'] === undefined ? [] : [tag['aws:cloudformation:stack-id']]),
    ]);
    const parameters = await parameterGroups(trip, used);
    const storeNames = new Set([...used.flatMap(({ id, members }) => [id, ...members]), ...parameters]);
    const scaled = scalingNames(groups ?? []);
    return new Map([
      ['rds.amazonaws.com', storeNames],
      ['elasticache.amazonaws.com', storeNames],
      ['secretsmanager.amazonaws.com', secrets],
      ['ssm.amazonaws.com', secrets],
      ['cloudformation.amazonaws.com', new Set(stacks)],
      ['ec2.amazonaws.com', new Set([...ways, ...scaled])],
      ['autoscaling.amazonaws.com', scaled],
    ]);
  },
};

/** Those that a setting names; where none is named, all that are near. */
function storesUsed(stores: readonly Found[], settings: Settings | undefined): readonly Found[] {
  const named = stores.filter(({ endpoints }) => endpoints.some(({ host }) => isNamed(host, settings?.values ?? [])));
  const kin = stores.filter(({ members }) => named.some(({ id }) => members.includes(id)));
  return named.length > 0 ? [...named, ...kin] : stores;
}

/** The names that an event may call a secret or parameter by: its ARN, and the name within, with and without the suffix. */
function secretNames(arn: string): readonly string[] {
  const [, , service, , , kind = '', ...rest] = arn.split(':');
  if (service === undefined) return [arn];
  if (service === 'secretsmanager') {
    const name = rest[0] ?? '';
    const own = arn.split(':').slice(0, 7).join(':');
    return [own, name, name.replace(/-[A-Za-z0-9]{6}$/, '')];
  }
  const name = kind.replace(/^parameter/, '');
  return [arn, name, name.replace(/^\//, '')];
}

/** Auto Scaling groups, their instances and launch templates. */
function scalingNames(groups: readonly AutoScalingGroup[]): ReadonlySet<string> {
  return new Set(
    groups.flatMap(
      ({ AutoScalingGroupName, AutoScalingGroupARN, LaunchTemplate, MixedInstancesPolicy, Instances = [] }) => {
        const template = LaunchTemplate ?? MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;
        const names = [
          AutoScalingGroupName,
          AutoScalingGroupARN,
          template?.LaunchTemplateId,
          template?.LaunchTemplateName,
        ];
        return [...names, ...Instances.map(({ InstanceId }) => InstanceId)].filter((one) => one !== undefined);
      },
    ),
  );
}

async function networkIds(trip: Trip): Promise<ReadonlySet<string>> {
  const [tables, acls] = await Promise.all([trip.attempt(routeTablesStep), trip.attempt(aclsStep)]);
  return new Set([
    ...(tables ?? []).flatMap(({ RouteTableId }) => RouteTableId ?? []),
    ...(acls ?? []).flatMap(({ NetworkAclId }) => NetworkAclId ?? []),
  ]);
}

async function parameterGroups(trip: Trip, used: readonly Found[]): Promise<readonly string[]> {
  const instances = (await trip.attempt(rdsInstancesStep)) ?? [];
  return instances
    .filter(({ DBInstanceIdentifier: id }) => used.some((store) => store.id === id))
    .flatMap(({ DBParameterGroups = [] }) =>
      DBParameterGroups.flatMap(({ DBParameterGroupName }) => DBParameterGroupName ?? []),
    );
}
