import { describe, expect, it } from '@jest/globals';
import { target5xxRise as check } from '../../../src/checks/alb/target-5xx-rise.ts';
import { context, metrics } from '../../support/evidence.ts';

describe('alb/target-5xx-rise', () => {
  it('speaks when targets answer errors', () => {
    expect(check.run({ metrics: metrics({ target5xx: 3 }) }, context)).toMatchObject({
      status: 'seen',
      args: { count: 180 },
    });
  });

  it('is silent when the load balancer makes all of them', () => {
    expect(check.run({ metrics: metrics({ made: 3 }) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('has nothing to say where nothing fails', () => {
    expect(check.run({ metrics: metrics() }, context)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });
});
