import { describe, expect, it } from '@jest/globals';
import { diskNearlyFull as check } from '../../../src/checks/ec2/disk-nearly-full.ts';
import type { MetricSeries } from '../../../src/domain/evidence.ts';
import { context, metrics } from '../../support/evidence.ts';
import { instance, machineMetrics, machineSeries } from '../../support/machines.ts';

const failing = metrics({ made: (minute) => (minute >= 30 ? 10 : 0) });
const run = (...series: readonly MetricSeries[]) =>
  check.run({ instances: [instance()], resourceMetrics: machineMetrics(...series), metrics: failing }, context);

describe('ec2/disk-nearly-full', () => {
  it('speaks of a disk that is full while requests fail', () => {
    expect(run(machineSeries('disk_used_percent', 99.4))).toMatchObject({ status: 'seen', args: { disk: 99.4 } });
  });

  it('is silent when there is space, and without instances', () => {
    expect(run(machineSeries('disk_used_percent', 61)).status).toBe('not-seen');
    expect(check.run({ instances: [], resourceMetrics: machineMetrics(), metrics: failing }, context).status).toBe(
      'not-seen',
    );
  });

  it('cannot tell without an agent on the instance', () => {
    expect(run()).toMatchObject({ status: 'unknown', reason: 'not-enabled' });
  });
});
