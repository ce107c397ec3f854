import { describe, expect, it } from '@jest/globals';
import { elbHealthKill as check } from '../../../src/checks/ecs/elb-health-kill.ts';
import { context, metrics, stopped } from '../../support/evidence.ts';

describe('ecs/elb-health-kill', () => {
  it('speaks of tasks that ECS stopped for failing health checks', () => {
    const killed = stopped(30, { stoppedReason: 'Task failed ELB health checks in (target-group arn:x)' });

    expect(check.run({ ecsStoppedTasks: [killed] }, context)).toMatchObject({ status: 'seen', args: { count: 1 } });
  });

  it('is silent about other stops', () => {
    expect(check.run({ ecsStoppedTasks: [stopped(30)], metrics: metrics({ made: 1 }) }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('does not rule it out without knowing when the failures were', () => {
    expect(check.run({ ecsStoppedTasks: [] }, context)).toMatchObject({ status: 'unknown', reason: 'cut-off' });
  });
});
