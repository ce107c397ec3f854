import { describe, expect, it } from '@jest/globals';
import { networkAllowanceExceeded as check } from '../../../src/checks/ec2/network-allowance-exceeded.ts';
import type { MetricSeries } from '../../../src/domain/evidence.ts';
import { context, metrics } from '../../support/evidence.ts';
import { instance, machineMetrics, machineSeries } from '../../support/machines.ts';

const failing = metrics({ made: (minute) => (minute >= 30 ? 10 : 0) });
const run = (...series: readonly MetricSeries[]) =>
  check.run({ instances: [instance()], resourceMetrics: machineMetrics(...series), metrics: failing }, context);

describe('ec2/network-allowance-exceeded', () => {
  it('speaks when a counter of the card grows', () => {
    const grows = machineSeries('ethtool_conntrack_allowance_exceeded', (minute) => (minute < 30 ? 7 : 7 + minute));

    expect(run(grows)).toMatchObject({
      status: 'seen',
      args: { metric: 'ethtool_conntrack_allowance_exceeded', grown: 59 },
    });
  });

  it('is silent about a count of long ago, and without instances', () => {
    expect(run(machineSeries('ethtool_conntrack_allowance_exceeded', 412)).status).toBe('not-seen');
    expect(check.run({ instances: [], resourceMetrics: machineMetrics(), metrics: failing }, context).status).toBe(
      'not-seen',
    );
  });

  it('cannot tell when nobody reports the counters', () => {
    expect(run()).toMatchObject({ status: 'unknown', reason: 'not-enabled' });
  });
});
