import { describe, expect, it } from '@jest/globals';
import { killedAfterStopTimeout as check } from '../../../src/checks/ecs/killed-after-stop-timeout.ts';
import { context, metrics, stopped } from '../../support/evidence.ts';

describe('ecs/killed-after-stop-timeout', () => {
  it('speaks of a planned stop that ended in SIGKILL', () => {
    expect(check.run({ ecsStoppedTasks: [stopped(30, { exitCode: 137 })] }, context)).toMatchObject({
      status: 'seen',
      args: { count: 1 },
    });
  });

  it('is silent about an orderly exit, and about a kill for memory', () => {
    const oom = stopped(30, { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' });

    expect(check.run({ ecsStoppedTasks: [stopped(30), oom], metrics: metrics({ made: 1 }) }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('does not rule it out without knowing when the failures were', () => {
    expect(check.run({ ecsStoppedTasks: [] }, context)).toMatchObject({ status: 'unknown', reason: 'cut-off' });
  });
});
