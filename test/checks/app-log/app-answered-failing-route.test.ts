import { describe, expect, it } from '@jest/globals';
import { appAnsweredFailingRoute as check } from '../../../src/checks/app-log/app-answered-failing-route.ts';
import { accessLog, appLog, context, rows } from '../../support/evidence.ts';

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
});
