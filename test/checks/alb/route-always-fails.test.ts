import { describe, expect, it } from '@jest/globals';
import { routeAlwaysFails as check } from '../../../src/checks/alb/route-always-fails.ts';
import { accessLog, context, metrics, rows } from '../../support/evidence.ts';

const log = (requests: number) =>
  accessLog(
    rows(30, () => ({ path: '/report' })),
    {
      byPath: [
        { key: 'GET /report', requests, elb502: 30, target502: 0, other5xx: 0 },
        { key: 'GET /', requests: 9000, elb502: 0, target502: 0, other5xx: 0 },
        { key: 'GET /a', requests: 9000, elb502: 0, target502: 0, other5xx: 0 },
      ],
    },
  );

describe('alb/route-always-fails', () => {
  it('speaks when nearly every request of the route fails', () => {
    expect(check.run({ accessLog: log(33) }, context)).toMatchObject({
      status: 'seen',
      args: { route: 'GET /report' },
    });
  });

  it('is silent when it fails for some only', () => {
    const all = metrics({ made: () => 1 });

    expect(check.run({ accessLog: log(100), metrics: all }, context)).toMatchObject({
      status: 'not-seen',
      args: { share: 0.3 },
    });
  });

  it('rules nothing out where its beginning is not known', () => {
    expect(check.run({ accessLog: log(100) }, context)).toMatchObject({ status: 'unknown', reason: 'not-collected' });
  });

  it('counts only what was asked since it began', () => {
    const half = metrics({ made: (minute) => (minute >= 30 ? 1 : 0) });

    expect(check.run({ accessLog: log(62), metrics: half }, context)).toMatchObject({ status: 'seen' });
  });

  it('does not ask where failures are spread', () => {
    const spread = accessLog(rows(30, (index) => ({ path: `/p${index % 5}` })));

    expect(check.run({ accessLog: spread }, context)).toMatchObject({ status: 'not-applicable' });
  });

  it('has nothing to say where nothing fails', () => {
    expect(check.run({ accessLog: accessLog([]) }, context)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });
});
