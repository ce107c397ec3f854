import { describe, expect, it } from '@jest/globals';
import { allUnhealthy as check } from '../../../src/checks/targets/all-unhealthy.ts';
import { context, groupSeries, metrics, target } from '../../support/evidence.ts';

const counts = (healthy: (minute: number) => number, sick: (minute: number) => number) =>
  metrics({
    extra: [
      groupSeries('HealthyHostCount', 'Maximum', healthy, true),
      groupSeries('UnHealthyHostCount', 'Maximum', sick, true),
    ],
  });

describe('targets/all-unhealthy', () => {
  it('speaks when a group had no healthy target for two minutes', () => {
    const gone = counts(
      (minute) => (minute < 2 ? 0 : 3),
      (minute) => (minute < 2 ? 3 : 0),
    );

    expect(check.run({ targetHealth: [target()], metrics: gone }, context)).toMatchObject({
      status: 'seen',
      args: { minutes: 2 },
    });
  });

  it('speaks when none is healthy now', () => {
    const now = [target({ state: 'unhealthy' }), target({ id: '10.0.1.11', state: 'unhealthy' })];

    expect(
      check.run(
        {
          targetHealth: now,
          metrics: counts(
            () => 2,
            () => 0,
          ),
        },
        context,
      ),
    ).toMatchObject({ status: 'seen' });
  });

  it('is silent while one is left, or the group is simply empty', () => {
    expect(
      check.run(
        {
          targetHealth: [target()],
          metrics: counts(
            () => 1,
            () => 2,
          ),
        },
        context,
      ),
    ).toMatchObject({ status: 'not-seen' });
    expect(
      check.run(
        {
          targetHealth: [],
          metrics: counts(
            () => 0,
            () => 0,
          ),
        },
        context,
      ),
    ).toMatchObject({ status: 'not-seen' });
  });

  it('does not know without the counts', () => {
    expect(check.run({ targetHealth: [target()], metrics: metrics() }, context)).toMatchObject({ status: 'unknown' });
  });
});
