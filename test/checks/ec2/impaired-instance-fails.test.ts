import { describe, expect, it } from '@jest/globals';
import { impairedInstanceFails as check } from '../../../src/checks/ec2/impaired-instance-fails.ts';
import { accessLog, context, rows } from '../../support/evidence.ts';
import { instance, machineMetrics, second } from '../../support/machines.ts';

const sick = instance({ instanceStatus: 'impaired' });
const none = machineMetrics();
const on = (address: string, n = 20) => accessLog(rows(n, () => ({ target: `${address}:3000` })));

describe('ec2/impaired-instance-fails', () => {
  it('speaks when they are on the impaired one', () => {
    expect(
      check.run({ accessLog: on('10.0.1.10'), instances: [sick, second], resourceMetrics: none }, context),
    ).toMatchObject({ status: 'seen', args: { share: 1, instance: sick.id } });
  });

  it('is silent when they are on others, or nobody is impaired', () => {
    expect(
      check.run({ accessLog: on('10.0.2.10'), instances: [sick, second], resourceMetrics: none }, context).status,
    ).toBe('not-seen');
    expect(
      check.run({ accessLog: on('10.0.1.10'), instances: [instance()], resourceMetrics: none }, context).status,
    ).toBe('not-seen');
  });

  it('cannot tell from a handful', () => {
    expect(
      check.run({ accessLog: on('10.0.1.10', 4), instances: [sick, second], resourceMetrics: none }, context),
    ).toMatchObject({ status: 'unknown', reason: 'too-little-traffic' });
  });
});
