import type { Instance, InstanceStatus } from '@aws-sdk/client-ec2';
import { gather, pages, type Step, type Trip } from '../../trip.ts';
import { chunks } from '../ecs.ts';
import { autoScalingGroupsStep } from './auto-scaling.ts';
import { instanceTargetsStep } from './targets.ts';

/** The most values that EC2 takes in one filter. */
const filterValues = 200;

/**
 * The instances that are registered, and those of their groups: also the ones that were terminated within the hour, which
 * no target group lists any more. By filters, because one id that EC2 has forgotten would spoil a call that names ids.
 */
export const instancesStep: Step<readonly Instance[]> = {
  id: 'step:instances',
  actions: ['ec2:DescribeInstances'],
  needs: [instanceTargetsStep, autoScalingGroupsStep],
  async take(trip) {
    const [ids, groups] = await Promise.all([trip.get(instanceTargetsStep), trip.attempt(autoScalingGroupsStep)]);
    const names = (groups ?? []).flatMap(({ AutoScalingGroupName }) => AutoScalingGroupName ?? []);
    const asked = [
      ...chunks(ids, filterValues).map((Values) => ({ Name: 'instance-id', Values: [...Values] })),
      ...chunks(names, filterValues).map((Values) => ({ Name: 'tag:aws:autoscaling:groupName', Values: [...Values] })),
    ];
    const found = await gather(asked, trip, (filter) => described(trip, filter));
    return [...new Map(found.flat().map((one) => [one.InstanceId, one])).values()];
  },
};

async function described(trip: Trip, filter: { Name: string; Values: string[] }): Promise<readonly Instance[]> {
  const { DescribeInstancesCommand } = await import('@aws-sdk/client-ec2');
  return pages(trip, { what: 'ec2:DescribeInstances' }, async (NextToken) => {
    const answer = await trip.ec2.send(new DescribeInstancesCommand({ Filters: [filter], NextToken }));
    return { items: (answer.Reservations ?? []).flatMap(({ Instances = [] }) => Instances), next: answer.NextToken };
  });
}

/** Of those that DescribeInstances knows and that have not gone. */
export const instanceStatusStep: Step<readonly InstanceStatus[]> = {
  id: 'step:instance-status',
  actions: ['ec2:DescribeInstanceStatus'],
  needs: [instancesStep],
  async take(trip) {
    const known = (await trip.get(instancesStep)).filter(({ State }) => State?.Name !== 'terminated');
    const ids = known.flatMap(({ InstanceId }) => InstanceId ?? []);
    const { DescribeInstanceStatusCommand } = await import('@aws-sdk/client-ec2');
    const answers = await gather(chunks(ids, 100), trip, (some) =>
      pages(trip, { what: 'ec2:DescribeInstanceStatus' }, async (NextToken) => {
        const InstanceIds = [...some];
        const command = new DescribeInstanceStatusCommand({ InstanceIds, IncludeAllInstances: true, NextToken });
        const answer = await trip.ec2.send(command);
        return { items: answer.InstanceStatuses ?? [], next: answer.NextToken };
      }),
    );
    return answers.flat();
  },
};
