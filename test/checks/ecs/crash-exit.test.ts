import { describe, expect, it } from '@jest/globals';
import { crashExit as check } from '../../../src/checks/ecs/crash-exit.ts';
import { context, metrics, stopped } from '../../support/evidence.ts';

const failing = metrics({ made: (minute) => (minute >= 30 && minute <= 32 ? 20 : 0) });
const died = (minute: number, exitCode: number) =>
  stopped(minute, {
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    exitCode,
  });

describe('ecs/crash-exit', () => {
  it.each([1, 2, 134, 139])('speaks of exit code %i near the failures', (code) => {
    expect(check.run({ ecsStoppedTasks: [died(30, code)], metrics: failing }, context)).toMatchObject({
      status: 'seen',
      args: { codes: String(code) },
    });
  });

  it.each([0, 137, 143])('is silent about exit code %i', (code) => {
    expect(check.run({ ecsStoppedTasks: [died(30, code)], metrics: failing }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('does not blame a crash far from the failures', () => {
    expect(check.run({ ecsStoppedTasks: [died(5, 1)], metrics: failing }, context)).toMatchObject({
      status: 'unknown',
      reason: 'ambiguous',
    });
  });
});
