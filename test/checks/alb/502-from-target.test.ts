import { describe, expect, it } from '@jest/globals';
import { from502Target as check } from '../../../src/checks/alb/502-from-target.ts';
import { accessLog, context, metrics, rows } from '../../support/evidence.ts';

const relayed = accessLog(rows(30, () => ({ targetStatus: 502, targetSeconds: 0.1, responseSeconds: 0 })));

describe('alb/502-from-target', () => {
  it('speaks when the log shows 502 from the target', () => {
    expect(check.run({ metrics: metrics({ target5xx: 1 }), accessLog: relayed }, context)).toMatchObject({
      status: 'seen',
      args: { count: 30 },
    });
  });

  it('is silent when the log shows only the load balancer’s own', () => {
    const log = accessLog(rows(30));

    expect(check.run({ metrics: metrics({ made: 1 }), accessLog: log }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('is silent without the log when the targets sent next to no 5XX at all', () => {
    expect(check.run({ metrics: metrics({ made: 5 }) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell 500 from 502 without the log', () => {
    expect(check.run({ metrics: metrics({ target5xx: 5 }) }, context)).toMatchObject({ status: 'unknown' });
  });

  it('has nothing to say where nothing fails', () => {
    expect(check.run({ metrics: metrics() }, context)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });
});
