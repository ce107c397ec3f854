import { describe, expect, it } from '@jest/globals';
import { responseTimeRises as check } from '../../../src/checks/capacity/response-time-rises.ts';
import { context, metrics, series } from '../../support/evidence.ts';

const made = (minute: number) => (minute >= 30 && minute < 40 ? 20 : 0);
const timed = (values: (minute: number) => number) =>
  metrics({ made, extra: [series('TargetResponseTime', values, { stat: 'p99' })] });

describe('capacity/response-time-rises', () => {
  it('speaks when answers take twice as long around the failures', () => {
    expect(check.run({ metrics: timed((minute) => (minute >= 27 && minute < 40 ? 0.6 : 0.3)) }, context)).toMatchObject(
      { status: 'seen', args: { times: 2 } },
    );
  });

  it('is silent when they do not', () => {
    expect(check.run({ metrics: timed(() => 0.3) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('is silent about doubling to what nobody notices', () => {
    expect(
      check.run({ metrics: timed((minute) => (minute >= 27 && minute < 40 ? 0.1 : 0.03)) }, context),
    ).toMatchObject({ status: 'not-seen' });
  });

  it('does not know without the metric', () => {
    expect(check.run({ metrics: metrics({ made }) }, context)).toMatchObject({
      status: 'unknown',
      reason: 'not-collected',
    });
  });
});
