import { describe, expect, it } from '@jest/globals';
import { from502LoadBalancer as check } from '../../../src/checks/alb/502-from-load-balancer.ts';
import { accessLog, context, metrics, rows } from '../../support/evidence.ts';

describe('alb/502-from-load-balancer', () => {
  it('speaks when the load balancer counts 502s of its own', () => {
    expect(check.run({ metrics: metrics({ made: 2 }) }, context)).toMatchObject({
      status: 'seen',
      args: { count: 120 },
    });
  });

  it('is silent when all errors come from the targets', () => {
    expect(check.run({ metrics: metrics({ target5xx: 2 }) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('leaves a few of its own beside many of the targets aside', () => {
    const log = accessLog(rows(60, () => ({ targetStatus: 502, targetSeconds: 0.1, responseSeconds: 0 })));
    const made = metrics({ made: (minute) => (minute < 3 ? 1 : 0) });

    expect(check.run({ metrics: made, accessLog: log }, context)).toMatchObject({
      status: 'not-seen',
      args: { count: 3 },
    });
  });

  it('has nothing to say where nothing fails', () => {
    expect(check.run({ metrics: metrics() }, context)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });

  it('does not take a metric that was not asked for as zero', () => {
    const blind = metrics({ without: ['HTTPCode_ELB_502_Count'] });

    expect(check.run({ metrics: blind }, context)).toMatchObject({ status: 'unknown', reason: 'not-collected' });
  });
});
