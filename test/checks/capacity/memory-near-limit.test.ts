import { describe, expect, it } from '@jest/globals';
import { memoryNearLimit as check } from '../../../src/checks/capacity/memory-near-limit.ts';
import { context, metrics, serviceSeries } from '../../support/evidence.ts';

const made = (minute: number) => (minute >= 30 && minute < 40 ? 20 : 0);
const withMemory = (value: number) => metrics({ made, extra: [serviceSeries('MemoryUtilization', 'Maximum', value)] });

describe('capacity/memory-near-limit', () => {
  it('speaks from 90 percent on', () => {
    expect(check.run({ metrics: withMemory(90) }, context)).toMatchObject({ status: 'seen', args: { memory: 90 } });
    expect(check.run({ metrics: withMemory(89) }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('does not know without the metric', () => {
    expect(check.run({ metrics: metrics({ made }) }, context)).toMatchObject({
      status: 'unknown',
      reason: 'not-collected',
    });
  });
});
