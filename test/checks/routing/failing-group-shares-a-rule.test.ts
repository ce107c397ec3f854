import { describe, expect, it } from '@jest/globals';
import { failingGroupSharesARule as check } from '../../../src/checks/routing/failing-group-shares-a-rule.ts';
import { listener } from '../../support/certificate.ts';
import { accessLog, context } from '../../support/evidence.ts';
import { groupArn, groups, otherArn, share } from '../../support/group-shares.ts';

const weighted = (one: number, other: number) =>
  listener(
    [],
    [
      {
        type: 'forward',
        targetGroups: [
          { arn: groupArn, weight: one },
          { arn: otherArn, weight: other },
        ],
      },
    ],
  );
const answer = (rule: ReturnType<typeof weighted>, ...byTargetGroup: ReturnType<typeof share>[]) =>
  check.run({ listeners: [rule], accessLog: accessLog([], { byTargetGroup }), targetGroups: groups }, context);

describe('routing/failing-group-shares-a-rule', () => {
  it('speaks of the group that fails beside its twin, with its weight', () => {
    expect(answer(weighted(75, 25), share(groupArn, 750, 0), share(otherArn, 250, 90))).toMatchObject({
      status: 'seen',
      args: { group: 'shop-next', percent: 25 },
    });
  });

  it('is silent when both fail, when the weight is 0, and where no rule is shared', () => {
    expect(answer(weighted(50, 50), share(groupArn, 500, 40), share(otherArn, 500, 40))).toMatchObject({
      status: 'not-seen',
    });
    expect(answer(weighted(100, 0), share(groupArn, 500, 0), share(otherArn, 500, 40))).toMatchObject({
      status: 'not-seen',
    });
    expect(answer(listener(), share(groupArn, 500, 40))).toMatchObject({ status: 'not-seen' });
  });

  it('does not judge by a handful', () => {
    expect(answer(weighted(75, 25), share(groupArn, 750, 0), share(otherArn, 250, 4))).toMatchObject({
      status: 'unknown',
      reason: 'too-little-traffic',
    });
  });
});
