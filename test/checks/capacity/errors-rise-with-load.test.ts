import { describe, expect, it } from '@jest/globals';
import { errorsRiseWithLoad as check } from '../../../src/checks/capacity/errors-rise-with-load.ts';
import { context, metrics } from '../../support/evidence.ts';

const wave = (minute: number) => 500 + 100 * Math.floor(minute / 5);

describe('capacity/errors-rise-with-load', () => {
  it('speaks when the share of errors grows with traffic', () => {
    const rising = metrics({ requests: wave, made: (minute) => Math.floor(wave(minute) ** 2 / 100_000) });

    expect(check.run({ metrics: rising }, context)).toMatchObject({ status: 'seen' });
  });

  it('is silent when it does not', () => {
    expect(check.run({ metrics: metrics({ requests: wave, made: 5 }) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('does not ask where traffic hardly varies', () => {
    expect(check.run({ metrics: metrics({ made: 5 }) }, context)).toMatchObject({ status: 'not-applicable' });
  });

  it('does not judge a handful', () => {
    expect(
      check.run({ metrics: metrics({ requests: wave, made: (minute) => (minute < 5 ? 1 : 0) }) }, context),
    ).toMatchObject({ status: 'unknown' });
  });
});
