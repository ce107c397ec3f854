import { describe, expect, it } from '@jest/globals';
import { rise504Too as check } from '../../../src/checks/alb/504-rise-too.ts';
import { context, metrics } from '../../support/evidence.ts';

describe('alb/504-rise-too', () => {
  it('speaks when 504s come beside the 502s', () => {
    expect(check.run({ metrics: metrics({ made: 2, elb504: 1 }) }, context)).toMatchObject({
      status: 'seen',
      args: { count: 60 },
    });
  });

  it('is silent when there are none', () => {
    expect(check.run({ metrics: metrics({ made: 2 }) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('has nothing to say where neither happens', () => {
    expect(check.run({ metrics: metrics() }, context)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });
});
