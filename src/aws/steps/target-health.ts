import { DescribeTargetHealthCommand, type TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { gather, type Step } from '../trip.ts';
import { targetGroupsStep } from './load-balancer.ts';

export interface GroupHealth {
  readonly targetGroupArn: string;
  readonly targets: readonly TargetHealthDescription[];
}

/** Who is registered, group by group, and how each is. */
export const targetHealthStep: Step<readonly GroupHealth[]> = {
  id: 'step:target-health',
  actions: ['elasticloadbalancing:DescribeTargetHealth'],
  needs: [targetGroupsStep],
  async take(trip) {
    const groups = await trip.get(targetGroupsStep);
    return gather(groups, trip, async ({ TargetGroupArn = '' }) => {
      const command = new DescribeTargetHealthCommand({ TargetGroupArn });
      const { TargetHealthDescriptions = [] } = await trip.elasticloadbalancing.send(command);
      return { targetGroupArn: TargetGroupArn, targets: TargetHealthDescriptions };
    });
  },
};
