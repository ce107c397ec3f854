import { describe, expect, it } from '@jest/globals';
import { swapping as check } from '../../../src/checks/ec2/swapping.ts';
import type { MetricSeries } from '../../../src/domain/evidence.ts';
import { context, metrics } from '../../support/evidence.ts';
import { instance, machineMetrics, machineSeries } from '../../support/machines.ts';

const failing = metrics({ made: (minute) => (minute >= 30 ? 10 : 0) });
const run = (...series: readonly MetricSeries[]) =>
  check.run({ instances: [instance()], resourceMetrics: machineMetrics(...series), metrics: failing }, context);

describe('ec2/swapping', () => {
  it('speaks when swap fills while requests fail', () => {
    expect(run(machineSeries('swap_used_percent', (minute) => minute))).toMatchObject({
      status: 'seen',
      args: { swap: 59 },
    });
  });

  it('is silent when a little is used, when memory has room, and without instances', () => {
    expect(run(machineSeries('swap_used_percent', 4)).status).toBe('not-seen');
    expect(run(machineSeries('mem_used_percent', 55)).status).toBe('not-seen');
    expect(check.run({ instances: [], resourceMetrics: machineMetrics(), metrics: failing }, context).status).toBe(
      'not-seen',
    );
  });

  it('cannot tell without an agent on the instance', () => {
    expect(run()).toMatchObject({ status: 'unknown', reason: 'not-enabled' });
  });
});
