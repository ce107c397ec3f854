import { describe, expect, it } from '@jest/globals';
import { busyWithoutTraffic as check } from '../../../src/checks/data/busy-without-traffic.ts';
import { context, metrics } from '../../support/evidence.ts';
import { failing, isFailing, quiet, resources, storeMetric } from '../../support/stores.ts';

const busy = resources(storeMetric('CPUUtilization', 'Average', 20, 96));
const made = (minute: number) => (isFailing(minute) ? 20 : 0);

describe('data/busy-without-traffic', () => {
  it('speaks where the load rose and the requests did not', () => {
    expect(check.run({ metrics: failing, resourceMetrics: busy }, context)).toMatchObject({
      status: 'seen',
      args: { of: 'shop-db', before: 20, now: 96 },
    });
  });

  it('is silent where requests rose as well, or where nothing is busy', () => {
    const more = metrics({ made, requests: (minute) => (isFailing(minute) ? 4000 : 1200) });
    const calm = resources(storeMetric('CPUUtilization', 'Average', 20, 30));

    expect(check.run({ metrics: more, resourceMetrics: busy }, context)).toMatchObject({ status: 'not-seen' });
    expect(check.run({ metrics: failing, resourceMetrics: calm }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell without CPU metrics', () => {
    expect(check.run({ metrics: failing, resourceMetrics: resources() }, context)).toMatchObject({ status: 'unknown' });
    expect(check.run({ metrics: quiet, resourceMetrics: busy }, context)).toMatchObject({ reason: 'no-502' });
  });
});
