import { DescribeTargetHealthCommand, type TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TargetHealth } from '../../domain/evidence.ts';
import { ec2Page } from '../console.ts';
import { targetGroupsStep } from '../steps/load-balancer.ts';
import { orNull } from '../translate.ts';
import { type Collector, gather } from '../trip.ts';

export const targetHealthCollector: Collector<'targetHealth'> = {
  id: 'targetHealth',
  actions: ['elasticloadbalancing:DescribeTargetHealth'],
  needs: [targetGroupsStep],
  async take(trip) {
    const groups = await trip.get(targetGroupsStep);
    const health = await gather(groups, trip, async ({ TargetGroupArn = '' }) => {
      const command = new DescribeTargetHealthCommand({ TargetGroupArn });
      const { TargetHealthDescriptions = [] } = await trip.elasticloadbalancing.send(command);
      return TargetHealthDescriptions.map((one) => toTargetHealth(TargetGroupArn, one));
    });
    const value = health.flat();
    const what = `health of ${value.length} targets in ${groups.length} target groups`;
    return { value, what, link: ec2Page(trip.scope, 'TargetGroups:') };
  },
};

function toTargetHealth(
  targetGroupArn: string,
  { Target, TargetHealth: health }: TargetHealthDescription,
): TargetHealth {
  return {
    targetGroupArn,
    id: Target?.Id ?? '',
    port: orNull(Target?.Port),
    zone: orNull(Target?.AvailabilityZone),
    state: health?.State ?? 'unknown',
    reason: orNull(health?.Reason),
    description: orNull(health?.Description),
  };
}
