import { describe, expect, it } from '@jest/globals';
import { trafficSpike as check } from '../../../src/checks/capacity/traffic-spike.ts';
import { context, metrics } from '../../support/evidence.ts';

const made = (minute: number) => (minute >= 30 ? 20 : 0);
const busy = metrics({ made, requests: (minute) => (minute >= 30 ? 2400 : 1200) });

describe('capacity/traffic-spike', () => {
  it('speaks when traffic is twice that of last week', () => {
    expect(check.run({ metrics: busy, baselineMetrics: metrics() }, context)).toMatchObject({
      status: 'seen',
      args: { times: 2 },
    });
  });

  it('compares with the quiet minutes before where last week is not known', () => {
    expect(check.run({ metrics: busy }, context)).toMatchObject({ status: 'seen' });
  });

  it('is silent when traffic is as usual', () => {
    expect(check.run({ metrics: metrics({ made }), baselineMetrics: metrics() }, context)).toMatchObject({
      status: 'not-seen',
      args: { times: 1 },
    });
  });

  it('does not know without anything to compare with', () => {
    expect(check.run({ metrics: metrics({ made: 5 }) }, context)).toMatchObject({
      status: 'unknown',
      reason: 'not-collected',
    });
  });
});
