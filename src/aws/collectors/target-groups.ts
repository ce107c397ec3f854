import {
  DescribeTargetGroupAttributesCommand,
  type TargetGroup as Raw,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TargetGroup } from '../../domain/evidence.ts';
import { ec2Page } from '../console.ts';
import { lostOf } from '../failure.ts';
import { asRecord, targetGroupDimension, targetGroupsStep } from '../steps/load-balancer.ts';
import { tagsStep } from '../steps/load-balancer-tags.ts';
import { numberOrNull, orNull } from '../translate.ts';
import type { Collector, Trip } from '../trip.ts';

export const targetGroupsCollector: Collector<'targetGroups'> = {
  id: 'targetGroups',
  actions: ['elasticloadbalancing:DescribeTargetGroupAttributes'],
  needs: [targetGroupsStep, tagsStep],
  async take(trip) {
    const groups = await trip.get(targetGroupsStep);
    const [attributes, tags] = await Promise.all([
      Promise.all(groups.map((group) => attributesOf(trip, group))),
      trip.attempt(tagsStep), // they only add: a group without its tags is whole
    ]);
    const value = groups.map((group, at) => ({
      ...toTargetGroup(group, attributes[at] ?? {}),
      tags: tags?.get(group.TargetGroupArn ?? '') ?? null,
    }));
    return { value, what: `${value.length} target groups`, link: ec2Page(trip.scope, 'TargetGroups:') };
  },
};

/** A group without its attributes is still a group: null settings, and a gap. */
async function attributesOf(trip: Trip, { TargetGroupArn }: Raw): Promise<Readonly<Record<string, string>>> {
  try {
    const command = new DescribeTargetGroupAttributesCommand({ TargetGroupArn });
    const { Attributes = [] } = await trip.elasticloadbalancing.send(command);
    return asRecord(Attributes);
  } catch (error) {
    trip.lose(...lostOf(error));
    return {};
  }
}

function toTargetGroup(raw: Raw, attributes: Readonly<Record<string, string>>): Omit<TargetGroup, 'tags'> {
  const arn = raw.TargetGroupArn ?? '';
  return {
    arn,
    name: raw.TargetGroupName ?? '',
    dimension: targetGroupDimension(arn),
    protocol: orNull(raw.Protocol),
    protocolVersion: orNull(raw.ProtocolVersion),
    ...(raw.TargetControlPort === undefined ? {} : { targetControlPort: raw.TargetControlPort }),
    port: orNull(raw.Port),
    targetType: orNull(raw.TargetType),
    healthCheck: {
      protocol: orNull(raw.HealthCheckProtocol),
      port: orNull(raw.HealthCheckPort),
      path: orNull(raw.HealthCheckPath),
      matcher: orNull(raw.Matcher?.HttpCode ?? raw.Matcher?.GrpcCode),
      intervalSeconds: orNull(raw.HealthCheckIntervalSeconds),
      timeoutSeconds: orNull(raw.HealthCheckTimeoutSeconds),
      healthyThreshold: orNull(raw.HealthyThresholdCount),
      unhealthyThreshold: orNull(raw.UnhealthyThresholdCount),
    },
    deregistrationDelaySeconds: numberOrNull(attributes['deregistration_delay.timeout_seconds']),
    slowStartSeconds: numberOrNull(attributes['slow_start.duration_seconds']),
    attributes,
  };
}
