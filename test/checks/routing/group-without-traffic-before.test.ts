import { describe, expect, it } from '@jest/globals';
import { groupWithoutTrafficBefore as check } from '../../../src/checks/routing/group-without-traffic-before.ts';
import { accessLog, context, metrics, series, window } from '../../support/evidence.ts';
import { groupArn, groups, otherArn, share } from '../../support/group-shares.ts';

/** Requests of a group in the hour of the baseline. */
const before = (dimension: string, count: number) => {
  const [point] = series('RequestCount', 1).points;
  const points = point === undefined ? [] : [{ at: window.baseline.from, value: count }];
  return series('RequestCount', 0, {
    dimensions: { LoadBalancer: 'app/shop-alb/50dc6c495c0c9188', TargetGroup: dimension },
    points,
  });
};
const answer = (old: number, failures = 90) =>
  check.run(
    {
      accessLog: accessLog([], { byTargetGroup: [share(groupArn, 500, 0), share(otherArn, 100, failures)] }),
      targetGroups: groups,
      baselineMetrics: metrics({
        extra: [
          before('targetgroup/shop-api/73e2d6bc24d8a067', 900),
          before('targetgroup/shop-next/99e2d6bc24d8a011', old),
        ],
      }),
    },
    context,
  );

describe('routing/group-without-traffic-before', () => {
  it('speaks of a failing group that got nothing a week ago', () => {
    expect(answer(0)).toMatchObject({ status: 'seen', args: { group: 'shop-next', requests: 100, before: 0 } });
  });

  it('is silent about a group that got its requests then, too', () => {
    expect(answer(120)).toMatchObject({ status: 'not-seen' });
  });

  it('does not judge by a handful, nor by a baseline without any request', () => {
    expect(answer(0, 4)).toMatchObject({ status: 'unknown' });
    const empty = check.run(
      {
        accessLog: accessLog([], { byTargetGroup: [share(otherArn, 100, 90)] }),
        targetGroups: groups,
        baselineMetrics: metrics(),
      },
      context,
    );

    expect(empty).toMatchObject({ status: 'unknown', reason: 'empty' });
  });
});
