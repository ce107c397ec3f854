import type { TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { TargetHealth } from '../../domain/evidence.ts';
import { ec2Page } from '../console.ts';
import { targetHealthStep } from '../steps/target-health.ts';
import { orNull } from '../translate.ts';
import type { Collector } from '../trip.ts';

export const targetHealthCollector: Collector<'targetHealth'> = {
  id: 'targetHealth',
  actions: [],
  needs: [targetHealthStep],
  async take(trip) {
    const groups = await trip.get(targetHealthStep);
    const value = groups.flatMap(({ targetGroupArn, targets }) =>
      targets.map((one) => toTargetHealth(targetGroupArn, one)),
    );
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
