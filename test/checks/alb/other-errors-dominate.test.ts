import { describe, expect, it } from '@jest/globals';
import { otherErrorsDominate as check } from '../../../src/checks/alb/other-errors-dominate.ts';
import { context, metrics } from '../../support/evidence.ts';

describe('alb/other-errors-dominate', () => {
  it('speaks when there are three times as many 504s', () => {
    expect(check.run({ metrics: metrics({ made: 1, elb504: 3 }) }, context)).toMatchObject({
      status: 'seen',
      args: { status: '504' },
    });
  });

  it('is silent below that', () => {
    expect(check.run({ metrics: metrics({ made: 1, elb504: 2 }) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('has nothing to say where nothing fails', () => {
    expect(check.run({ metrics: metrics() }, context)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });
});
