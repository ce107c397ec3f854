import { describe, expect, it } from '@jest/globals';
import { suddenOnset as check } from '../../../src/checks/alb/sudden-onset.ts';
import { context, metrics } from '../../support/evidence.ts';

const answer = (made: (minute: number) => number) => check.run({ metrics: metrics({ made }) }, context);

describe('alb/sudden-onset', () => {
  it('names the minute at which it began', () => {
    expect(answer((minute) => (minute >= 30 ? 20 : 0))).toMatchObject({
      status: 'seen',
      args: { at: '09:30 UTC', quiet: 30 },
    });
  });

  it('overlooks a stray error long before', () => {
    expect(answer((minute) => (minute >= 30 ? 20 : Number(minute === 3)))).toMatchObject({
      status: 'seen',
      args: { at: '09:30 UTC' },
    });
  });

  it('is silent when it failed from the start', () => {
    expect(answer(() => 20)).toMatchObject({ status: 'not-seen' });
  });

  it('does not call a pause in a trickle an onset', () => {
    expect(answer((minute) => (minute > 12 && minute % 9 === 0 ? 1 : 0))).toMatchObject({ status: 'not-seen' });
  });

  it('does not judge two errors', () => {
    expect(answer((minute) => Number(minute === 40 || minute === 41))).toMatchObject({ status: 'unknown' });
  });
});
