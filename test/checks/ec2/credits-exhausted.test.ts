import { describe, expect, it } from '@jest/globals';
import { creditsExhausted as check } from '../../../src/checks/ec2/credits-exhausted.ts';
import { context, metrics } from '../../support/evidence.ts';
import { instance, machineMetrics, machineSeries } from '../../support/machines.ts';

const failing = metrics({ made: (minute) => (minute >= 30 ? 10 : 0) });
const burstable = [instance({ type: 't3.medium' })];
const balance = (left: number) => machineMetrics(machineSeries('CPUCreditBalance', left, undefined, 'Minimum'));

describe('ec2/credits-exhausted', () => {
  it('speaks when none are left while requests fail', () => {
    expect(check.run({ instances: burstable, resourceMetrics: balance(0.2), metrics: failing }, context)).toMatchObject(
      { status: 'seen', args: { metric: 'CPUCreditBalance', least: 0.2 } },
    );
  });

  it('speaks of a disk that has used up its burst', () => {
    const disk = machineMetrics(machineSeries('EBSIOBalance%', 0, undefined, 'Minimum'));

    expect(check.run({ instances: [instance()], resourceMetrics: disk, metrics: failing }, context).status).toBe(
      'seen',
    );
  });

  it('is silent when some are left, for types of fixed speed, and without instances', () => {
    const run = (instances: typeof burstable, resourceMetrics = machineMetrics()) =>
      check.run({ instances, resourceMetrics, metrics: failing }, context).status;

    expect(run(burstable, balance(140))).toBe('not-seen');
    expect(run([instance()])).toBe('not-seen');
    expect(run([])).toBe('not-seen');
  });

  it('cannot tell of a burstable type that reports no credits', () => {
    expect(
      check.run({ instances: burstable, resourceMetrics: machineMetrics(), metrics: failing }, context).status,
    ).toBe('unknown');
  });
});
