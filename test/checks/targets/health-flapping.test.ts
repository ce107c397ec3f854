import { describe, expect, it } from '@jest/globals';
import { healthFlapping as check } from '../../../src/checks/targets/health-flapping.ts';
import { context, groupSeries, metrics } from '../../support/evidence.ts';

const sick = (values: (minute: number) => number) =>
  metrics({ extra: [groupSeries('UnHealthyHostCount', 'Maximum', values, true)] });

describe('targets/health-flapping', () => {
  it('speaks of three turns for the worse', () => {
    expect(check.run({ metrics: sick((minute) => Number(minute % 20 > 10)) }, context)).toMatchObject({
      status: 'seen',
      args: { times: 3 },
    });
  });

  it('is silent about two', () => {
    expect(check.run({ metrics: sick((minute) => Number(minute % 30 > 20)) }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('does not know without the counts', () => {
    expect(check.run({ metrics: metrics() }, context)).toMatchObject({ status: 'unknown' });
  });
});
