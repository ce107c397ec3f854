import type { InstanceStatus, Instance as RawInstance } from '@aws-sdk/client-ec2';
import type { Instance } from '../../domain/evidence.ts';
import { ec2Page } from '../console.ts';
import { lostOf } from '../failure.ts';
import { instanceStatusStep, instancesStep } from '../steps/ec2/instances.ts';
import { asRecord } from '../steps/load-balancer.ts';
import { isoOrNull, orNull } from '../translate.ts';
import type { Collector } from '../trip.ts';

export const instancesCollector: Collector<'instances'> = {
  id: 'instances',
  actions: [],
  needs: [instancesStep, instanceStatusStep],
  async take(trip) {
    const found = await trip.get(instancesStep);
    const status = await trip.get(instanceStatusStep).catch((error: unknown) => {
      trip.lose(...lostOf(error));
      return [];
    });
    const byId = new Map(status.map((one) => [one.InstanceId, one]));
    const value = found.map((raw) => toInstance(raw, byId.get(raw.InstanceId)));
    return {
      value,
      what: value.length === 0 ? 'no instance is registered in the target groups' : `${value.length} instances`,
      link:
        value.length === 0 ? null : ec2Page(trip.scope, `Instances:instanceId=${value.map(({ id }) => id).join(',')}`),
    };
  },
};

function toInstance(raw: RawInstance, status: InstanceStatus | undefined): Instance {
  const tags = asRecord(raw.Tags ?? []);
  const addresses = (raw.NetworkInterfaces ?? []).flatMap(({ PrivateIpAddresses = [] }) =>
    PrivateIpAddresses.flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []),
  );
  return {
    id: raw.InstanceId ?? '',
    state: orNull(raw.State?.Name),
    type: orNull(raw.InstanceType),
    imageId: orNull(raw.ImageId),
    launchedAt: isoOrNull(raw.LaunchTime),
    stoppedReason: raw.StateTransitionReason || orNull(raw.StateReason?.Message),
    zone: orNull(raw.Placement?.AvailabilityZone),
    subnetId: orNull(raw.SubnetId),
    privateIps: [...new Set([...(raw.PrivateIpAddress === undefined ? [] : [raw.PrivateIpAddress]), ...addresses])],
    securityGroups: (raw.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
    autoScalingGroup: tags['aws:autoscaling:groupName'] ?? null,
    launchTemplateVersion: tags['aws:ec2launchtemplate:version'] ?? null,
    tags,
    systemStatus: orNull(status?.SystemStatus?.Status),
    instanceStatus: orNull(status?.InstanceStatus?.Status),
    ebsStatus: orNull(status?.AttachedEbsStatus?.Status),
    events: (status?.Events ?? []).map(({ Code, Description, NotBefore }) => ({
      code: Code ?? '',
      description: Description ?? '',
      notBefore: isoOrNull(NotBefore),
    })),
  };
}
