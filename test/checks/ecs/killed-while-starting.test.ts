import { describe, expect, it } from '@jest/globals';
import { killedWhileStarting as check } from '../../../src/checks/ecs/killed-while-starting.ts';
import { at, context, service, stopped } from '../../support/evidence.ts';

const killed = (startedAt: string) =>
  stopped(30, { startedAt, stoppedReason: 'Task failed ELB health checks in (target-group arn:x)' });
const ecsServices = [service({ healthCheckGracePeriodSeconds: 0 })];

describe('ecs/killed-while-starting', () => {
  it('speaks when tasks were killed within minutes of starting', () => {
    expect(check.run({ ecsStoppedTasks: [killed(at(27))], ecsServices }, context)).toMatchObject({
      status: 'seen',
      args: { count: 1, grace: 0 },
    });
  });

  it('is silent about tasks that had been running', () => {
    expect(check.run({ ecsStoppedTasks: [killed(at(2))], ecsServices }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('does not ask where none was killed', () => {
    expect(check.run({ ecsStoppedTasks: [stopped(30)], ecsServices }, context)).toMatchObject({
      status: 'not-applicable',
    });
  });
});
