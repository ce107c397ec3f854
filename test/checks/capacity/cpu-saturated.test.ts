import { describe, expect, it } from '@jest/globals';
import { cpuSaturated as check } from '../../../src/checks/capacity/cpu-saturated.ts';
import { context, metrics, serviceSeries } from '../../support/evidence.ts';

const made = (minute: number) => (minute >= 30 && minute < 40 ? 20 : 0);
const withCpu = (values: (minute: number) => number) =>
  metrics({ made, extra: [serviceSeries('CPUUtilization', 'Maximum', values)] });

describe('capacity/cpu-saturated', () => {
  it('speaks from 90 percent on in the failing minutes', () => {
    expect(check.run({ metrics: withCpu((minute) => (minute === 35 ? 90 : 20)) }, context)).toMatchObject({
      status: 'seen',
      args: { cpu: 90 },
    });
    expect(check.run({ metrics: withCpu((minute) => (minute === 35 ? 89 : 20)) }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('leaves a busy minute at another time aside', () => {
    expect(check.run({ metrics: withCpu((minute) => (minute === 5 ? 100 : 20)) }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('does not know without the metric', () => {
    expect(check.run({ metrics: metrics({ made }) }, context)).toMatchObject({
      status: 'unknown',
      reason: 'not-collected',
    });
  });
});
