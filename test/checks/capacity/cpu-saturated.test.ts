import { describe, expect, it } from '@jest/globals';
import { cpuSaturated as check } from '../../../src/checks/capacity/cpu-saturated.ts';
import { accessLog, context, metrics, rows, serviceSeries } from '../../support/evidence.ts';
import { instance, machineMetrics, machineSeries, second } from '../../support/machines.ts';

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

  it('looks at the instances that fail, where they are no tasks', () => {
    const failing = metrics({ made: (minute) => (minute >= 30 ? 10 : 0) });
    const log = accessLog(rows(20, () => ({ target: '10.0.1.10:3000' })));
    const run = (on: string) =>
      check.run(
        {
          metrics: failing,
          accessLog: log,
          instances: [instance(), second],
          resourceMetrics: machineMetrics(machineSeries('CPUUtilization', 97, on)),
        },
        context,
      ).status;

    expect(run(instance().id)).toBe('seen');
    expect(run(second.id)).toBe('unknown');
  });
});
