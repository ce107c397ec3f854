import { describe, expect, it } from '@jest/globals';
import { shareRisesWhenThin as check } from '../../../src/checks/alb/share-rises-when-thin.ts';
import { context, metrics } from '../../support/evidence.ts';

const wave = (minute: number) => (Math.floor(minute / 5) % 2 === 0 ? 200 : 2000);

describe('alb/share-rises-when-thin', () => {
  it('speaks when the thin minutes fail more', () => {
    const thin = metrics({ requests: wave, made: (minute) => (wave(minute) === 200 ? 2 : 1) });

    expect(check.run({ metrics: thin }, context)).toMatchObject({ status: 'seen' });
  });

  it('is silent when the busy ones do', () => {
    const busy = metrics({ requests: wave, made: (minute) => (wave(minute) === 200 ? 0 : 40) });

    expect(check.run({ metrics: busy }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('does not ask where traffic hardly varies', () => {
    expect(check.run({ metrics: metrics({ made: 1 }) }, context)).toMatchObject({ status: 'not-applicable' });
  });

  it('does not judge a handful', () => {
    const few = metrics({ requests: wave, made: (minute) => (minute < 5 ? 1 : 0) });

    expect(check.run({ metrics: few }, context)).toMatchObject({ status: 'unknown', reason: 'too-little-traffic' });
  });
});
