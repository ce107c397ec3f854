import { describe, expect, it } from '@jest/globals';
import { ecsOomKill as check } from '../../../src/checks/ecs/oom-kill.ts';
import { context, metrics, stopped } from '../../support/evidence.ts';

const oom = stopped(30, {
  stopCode: 'EssentialContainerExited',
  exitCode: 137,
  reason: 'OutOfMemoryError: Container killed due to memory usage',
});

describe('ecs/oom-kill', () => {
  it('speaks of the reason that ECS wrote down', () => {
    expect(check.run({ ecsStoppedTasks: [oom] }, context)).toMatchObject({
      status: 'seen',
      args: { count: 1 },
      facts: [expect.stringContaining('OutOfMemoryError')],
    });
  });

  it('does not take every 137 for memory', () => {
    const killed = stopped(30, { exitCode: 137 });

    expect(check.run({ ecsStoppedTasks: [killed], metrics: metrics({ made: 1 }) }, context)).toMatchObject({
      status: 'not-seen',
      args: { total: 1 },
    });
  });

  it('does not rule it out without knowing when the failures were', () => {
    expect(check.run({ ecsStoppedTasks: [] }, context)).toMatchObject({ status: 'unknown', reason: 'cut-off' });
  });
});
