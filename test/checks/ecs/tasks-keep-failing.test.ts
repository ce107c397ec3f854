import { describe, expect, it } from '@jest/globals';
import { tasksKeepFailing as check } from '../../../src/checks/ecs/tasks-keep-failing.ts';
import { at, context, deployment, service, stopped } from '../../support/evidence.ts';

const short = (minute: number) =>
  stopped(minute, {
    startedAt: at(minute - 1),
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    exitCode: 1,
  });

describe('ecs/tasks-keep-failing', () => {
  it('speaks of three tasks that died young', () => {
    expect(
      check.run({ ecsServices: [service()], ecsStoppedTasks: [short(10), short(13), short(16)] }, context),
    ).toMatchObject({ status: 'seen', args: { short: 3 } });
  });

  it('is silent about two', () => {
    expect(check.run({ ecsServices: [service()], ecsStoppedTasks: [short(10), short(13)] }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('is silent about tasks that served for hours and then crashed, though the old deployment counts them', () => {
    const counted = service({ deployments: [deployment({ failedTasks: 5 })] });
    const old = [20, 30, 40].map((minute) => stopped(minute, { stopCode: 'EssentialContainerExited', exitCode: 1 }));

    expect(check.run({ ecsServices: [counted], ecsStoppedTasks: old }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('hears it from a roll-out that does not come up', () => {
    const stuck = service({
      runningCount: 1,
      deployments: [deployment({ rolloutState: 'IN_PROGRESS', failedTasks: 4 })],
    });

    expect(check.run({ ecsServices: [stuck], ecsStoppedTasks: [] }, context)).toMatchObject({
      status: 'seen',
      args: { failed: 4 },
    });
  });

  it('hears it from ECS’ own words', () => {
    const told = service({
      events: [{ at: at(20), message: '(service api) is unable to consistently start tasks successfully.' }],
    });

    expect(check.run({ ecsServices: [told], ecsStoppedTasks: [] }, context)).toMatchObject({ status: 'seen' });
  });
});
