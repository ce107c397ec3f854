import { DescribeTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Step } from '../trip.ts';
import { gather } from '../trip.ts';
import { chunks } from './ecs.ts';
import { asRecord, targetGroupsStep } from './load-balancer.ts';

/** Tags of the load balancer and its target groups, by ARN. */
export const tagsStep: Step<ReadonlyMap<string, Readonly<Record<string, string>>>> = {
  id: 'step:load-balancer-tags',
  actions: ['elasticloadbalancing:DescribeTags'],
  needs: [targetGroupsStep],
  async take(trip) {
    const groups = (await trip.attempt(targetGroupsStep)) ?? [];
    const arns = [trip.scope.arn, ...groups.flatMap(({ TargetGroupArn }) => TargetGroupArn ?? [])];
    const answers = await gather(chunks(arns, 20), trip, (ResourceArns) =>
      trip.elasticloadbalancing.send(new DescribeTagsCommand({ ResourceArns: [...ResourceArns] })),
    );
    return new Map(
      answers
        .flatMap(({ TagDescriptions = [] }) => TagDescriptions)
        .map(({ ResourceArn = '', Tags = [] }) => [ResourceArn, asRecord(Tags)]),
    );
  },
};
