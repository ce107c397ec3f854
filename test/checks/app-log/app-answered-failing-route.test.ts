import { describe, expect, it } from '@jest/globals';
import { appAnsweredFailingRoute as check } from '../../../src/checks/app-log/app-answered-failing-route.ts';
import { accessLog, appLog, at, context, rows } from '../../support/evidence.ts';

const byPath = [
  { key: 'GET /report/{id}', requests: 100, elb502: 80, target502: 0, other5xx: 0 },
  { key: 'GET /', requests: 900, elb502: 0, target502: 0, other5xx: 0 },
];
const log = accessLog(
  rows(80, () => ({ path: '/report/{id}' })),
  { byPath },
);
const logged = (requests: readonly { path: string; status: number; count: number }[]) => [{ ...appLog([]), requests }];

describe('app-log/app-answered-failing-route', () => {
  it('speaks when the application believes that it answered', () => {
    const applicationLogs = logged([
      { path: '/report/17', status: 200, count: 98 },
      { path: '/', status: 200, count: 900 },
    ]);

    expect(check.run({ applicationLogs, accessLog: log }, context)).toMatchObject({
      status: 'seen',
      args: { answered: 78, failed: 80 },
    });
  });

  it('is silent when the failed requests do not appear as good ones', () => {
    const applicationLogs = logged([
      { path: '/report/17', status: 200, count: 20 },
      { path: '/', status: 200, count: 900 },
    ]);

    expect(check.run({ applicationLogs, accessLog: log }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('reads nothing into a log of which only lines of interest were read', () => {
    const applicationLogs = logged([{ path: '/report/17', status: 500, count: 3 }]);

    expect(check.run({ applicationLogs, accessLog: log }, context)).toMatchObject({
      status: 'unknown',
      reason: 'cut-off',
    });
  });

  it('does not know where the application logs no requests', () => {
    expect(check.run({ applicationLogs: [appLog([])], accessLog: log }, context)).toMatchObject({
      status: 'unknown',
      reason: 'cut-off',
    });
  });

  describe('with a stretch of which every line was read', () => {
    const burst = accessLog(
      rows(40, () => ({ at: at(30, 20), path: '/report/{id}' })),
      {
        byPath: [
          { key: 'GET /report/{id}', requests: 100, elb502: 40, target502: 0, other5xx: 0 },
          { key: 'GET /', requests: 71_900, elb502: 0, target502: 0, other5xx: 0 },
        ],
      },
    );
    const stretch = (count: number) => [
      {
        ...appLog([]),
        stretch: {
          span: { from: at(28), to: at(33) },
          lines: 6_000,
          requests: [
            { path: '/report/{id}', status: 200, count },
            { path: '/', status: 200, count: 5_900 },
          ],
        },
      },
    ];

    it('hears the good answers in it that never arrived', () => {
      expect(check.run({ applicationLogs: stretch(41), accessLog: burst }, context)).toMatchObject({
        status: 'seen',
        args: { failed: 40 },
      });
    });

    it('is silent when there are none', () => {
      expect(check.run({ applicationLogs: stretch(1), accessLog: burst }, context)).toMatchObject({
        status: 'not-seen',
      });
    });

    it('leaves open what chance may have done', () => {
      expect(check.run({ applicationLogs: stretch(21), accessLog: burst }, context)).toMatchObject({
        status: 'unknown',
        reason: 'ambiguous',
      });
    });
  });
});
