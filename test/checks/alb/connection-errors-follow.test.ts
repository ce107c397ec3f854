import { describe, expect, it } from '@jest/globals';
import { connectionErrorsFollow as check } from '../../../src/checks/alb/connection-errors-follow.ts';
import { context, metrics } from '../../support/evidence.ts';

const burst = (count: number) => (minute: number) => (minute >= 30 && minute < 40 ? count : 0);

describe('alb/connection-errors-follow', () => {
  it('speaks when connections fail in the minutes of the 502s', () => {
    const both = metrics({ made: burst(50), connectionErrors: burst(20) });

    expect(check.run({ metrics: both }, context)).toMatchObject({ status: 'seen', args: { errors: 200, count: 500 } });
  });

  it('is silent when not one connection failed', () => {
    expect(check.run({ metrics: metrics({ made: burst(50) }) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('earns its silence from three 502s on', () => {
    const two = metrics({ made: (minute) => (minute < 2 ? 1 : 0) });
    const three = metrics({ made: (minute) => (minute < 3 ? 1 : 0) });

    expect(check.run({ metrics: two }, context)).toMatchObject({ status: 'unknown', reason: 'too-little-traffic' });
    expect(check.run({ metrics: three }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('does not blame connection errors of other minutes', () => {
    const apart = metrics({ made: burst(50), connectionErrors: (minute) => (minute < 10 ? 50 : 0) });

    expect(check.run({ metrics: apart }, context)).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
  });

  it('has nothing to say where nothing fails', () => {
    expect(check.run({ metrics: metrics() }, context)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });
});
