import { describe, expect, it } from '@jest/globals';
import { lowRateForLong as check } from '../../../src/checks/alb/low-rate-for-long.ts';
import { accessLog, context, metrics, rows } from '../../support/evidence.ts';

const answer = (made: (minute: number) => number) => check.run({ metrics: metrics({ made }) }, context);

describe('alb/low-rate-for-long', () => {
  it('speaks of a thin trickle over the whole window', () => {
    expect(answer((minute) => (minute % 4 === 0 ? 1 : 0))).toMatchObject({ status: 'seen', args: { slices: 8 } });
  });

  it('hears four single 502s far apart', () => {
    expect(answer((minute) => ([3, 21, 40, 58].includes(minute) ? 1 : 0))).toMatchObject({ status: 'seen' });
  });

  it('is silent about a burst', () => {
    expect(answer((minute) => (minute >= 30 && minute < 35 ? 40 : 0))).toMatchObject({ status: 'not-seen' });
  });

  it('is silent when one request in twenty fails, where the log shows no trickle beneath', () => {
    const whole = check.run({ metrics: metrics({ made: () => 60 }), accessLog: accessLog(rows(30)) }, context);

    expect(whole).toMatchObject({ status: 'not-seen' });
  });

  it('rules no trickle out beneath other failures without the log', () => {
    expect(answer(() => 60)).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
  });

  it('does not judge a few that came together', () => {
    expect(answer((minute) => (minute >= 30 && minute < 34 ? 1 : 0))).toMatchObject({
      status: 'unknown',
      reason: 'too-little-traffic',
    });
  });
});
