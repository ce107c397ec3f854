import { describe, expect, it } from '@jest/globals';
import { memoryNearLimit as check } from '../../../src/checks/capacity/memory-near-limit.ts';
import { accessLog, context, metrics, rows, serviceSeries } from '../../support/evidence.ts';
import { instance, machineMetrics, machineSeries, second } from '../../support/machines.ts';

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

  it('looks at the instances that fail, where they are no tasks', () => {
    const failing = metrics({ made: (minute) => (minute >= 30 ? 10 : 0) });
    const log = accessLog(rows(20, () => ({ target: '10.0.1.10:3000' })));
    const run = (on: string) =>
      check.run(
        {
          metrics: failing,
          accessLog: log,
          instances: [instance(), second],
          resourceMetrics: machineMetrics(machineSeries('mem_used_percent', 97, on)),
        },
        context,
      ).status;

    expect(run(instance().id)).toBe('seen');
    expect(run(second.id)).toBe('unknown');
  });
});
