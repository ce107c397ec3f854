import { describe, expect, it } from '@jest/globals';
import { mostRequestsFail as check } from '../../../src/checks/alb/most-requests-fail.ts';
import { accessLog, context, groupArn, metrics, rows } from '../../support/evidence.ts';

const burst = (count: number) => metrics({ made: (minute) => (minute >= 30 && minute < 40 ? count : 0) });

describe('alb/most-requests-fail', () => {
  it('speaks from half of the requests on', () => {
    expect(check.run({ metrics: burst(600) }, context)).toMatchObject({ status: 'seen', args: { share: 0.5 } });
    expect(check.run({ metrics: burst(599) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('sees a dead target group behind a busy load balancer', () => {
    const dead = accessLog(rows(50), {
      byTargetGroup: [
        { key: groupArn, requests: 60, elb502: 50, target502: 0, other5xx: 0 },
        { key: 'other', requests: 70_000, elb502: 0, target502: 0, other5xx: 0 },
      ],
    });

    expect(check.run({ metrics: metrics({ made: 1 }), accessLog: dead }, context)).toMatchObject({ status: 'seen' });
  });

  it('rules it out for a handful among thousands', () => {
    const few = metrics({ made: (minute) => (minute < 4 ? 1 : 0) });

    expect(check.run({ metrics: few }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('does not judge a handful among a handful', () => {
    const thin = metrics({ requests: (minute) => (minute < 6 ? 1 : 0), made: (minute) => (minute < 4 ? 1 : 0) });

    expect(check.run({ metrics: thin }, context)).toMatchObject({ status: 'unknown', reason: 'too-little-traffic' });
  });
});
