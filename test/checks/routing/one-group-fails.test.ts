import { describe, expect, it } from '@jest/globals';
import { oneGroupFails as check } from '../../../src/checks/routing/one-group-fails.ts';
import { accessLog, context } from '../../support/evidence.ts';
import { groupArn, groups, otherArn, share } from '../../support/group-shares.ts';

const answer = (...byTargetGroup: ReturnType<typeof share>[]) =>
  check.run({ accessLog: accessLog([], { byTargetGroup }), targetGroups: groups }, context);

describe('routing/one-group-fails', () => {
  it('speaks when nearly all failures are in one group of several', () => {
    expect(answer(share(groupArn, 750, 2), share(otherArn, 250, 60))).toMatchObject({
      status: 'seen',
      args: { group: 'shop-next', percent: 25, failures: 62 },
    });
  });

  it('is silent when both fail', () => {
    expect(answer(share(groupArn, 500, 30), share(otherArn, 500, 30))).toMatchObject({ status: 'not-seen' });
  });

  it('does not judge where one group gets nearly all requests, nor by a handful', () => {
    expect(answer(share(groupArn, 950, 60), share(otherArn, 50, 0))).toMatchObject({ reason: 'ambiguous' });
    expect(answer(share(groupArn, 500, 4), share(otherArn, 500, 0))).toMatchObject({ reason: 'too-little-traffic' });
  });

  it('has nothing to say of a single group', () => {
    expect(answer(share(groupArn, 500, 40))).toMatchObject({ status: 'not-applicable' });
  });
});
