import { describe, expect, it } from '@jest/globals';
import { statusCheckFailed as check } from '../../../src/checks/ec2/status-check-failed.ts';
import { context, targetGroup } from '../../support/evidence.ts';
import { instance, machineMetrics, machineSeries, second } from '../../support/machines.ts';

describe('ec2/status-check-failed', () => {
  it('speaks of an instance that is impaired now', () => {
    const sick = instance({ systemStatus: 'impaired' });

    expect(check.run({ instances: [sick, second] }, context)).toMatchObject({
      status: 'seen',
      args: { count: 1, instance: sick.id },
    });
  });

  it('speaks of one that was within the window', () => {
    const resourceMetrics = machineMetrics(
      machineSeries('StatusCheckFailed_Instance', (minute) => (minute > 20 && minute < 30 ? 1 : 0)),
    );

    expect(check.run({ instances: [instance(), second], resourceMetrics }, context).status).toBe('seen');
  });

  it('is silent when all passed, and where there is no instance', () => {
    expect(check.run({ instances: [instance(), second] }, context).status).toBe('not-seen');
    expect(check.run({ instances: [], targetGroups: [targetGroup({ targetType: 'ip' })] }, context).status).toBe(
      'not-seen',
    );
  });

  it('takes a status that EC2 did not give for none that was passed', () => {
    expect(check.run({ instances: [instance({ systemStatus: null })] }, context).status).toBe('unknown');
    expect(check.run({ instances: [], targetGroups: [targetGroup({ targetType: 'instance' })] }, context).status).toBe(
      'unknown',
    );
  });
});
