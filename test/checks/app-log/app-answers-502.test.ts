import { describe, expect, it } from '@jest/globals';
import { appAnswers502 as check } from '../../../src/checks/app-log/app-answers-502.ts';
import { appLog, context } from '../../support/evidence.ts';

const logged = (status: number, count: number) => [{ ...appLog([]), requests: [{ path: '/', status, count }] }];

describe('app-log/app-answers-502', () => {
  it('speaks when the application’s own log shows the status', () => {
    expect(check.run({ applicationLogs: logged(502, 12) }, context)).toMatchObject({
      status: 'seen',
      args: { count: 12 },
    });
  });

  it('is silent when it shows others', () => {
    expect(check.run({ applicationLogs: logged(500, 12) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('is silent about a 502 that the proxy beside it made and explained', () => {
    const line = 'connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.7';
    const proxied = [
      {
        ...appLog(
          Array.from({ length: 12 }, () => line),
          { tag: 'nginx.refused' },
        ),
        requests: [{ path: '/', status: 502, count: 12 }],
      },
    ];

    expect(check.run({ applicationLogs: proxied }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('does not know where no request was among the lines that were read', () => {
    expect(check.run({ applicationLogs: [appLog([])] }, context)).toMatchObject({
      status: 'unknown',
      reason: 'cut-off',
    });
  });
});
