import { describe, expect, it } from '@jest/globals';
import { plannedStopsNearFailures as check } from '../../../src/checks/ecs/planned-stops-near-failures.ts';
import { at, context, metrics, service, stopped } from '../../support/evidence.ts';

const failing = metrics({ made: (minute) => (minute === 30 ? 20 : 0) });
const base = { ecsServices: [service()], metrics: failing };

describe('ecs/planned-stops-near-failures', () => {
  it('speaks when the 502s come as tasks are taken out', () => {
    expect(check.run({ ...base, ecsStoppedTasks: [stopped(30)] }, context)).toMatchObject({
      status: 'seen',
      args: { share: 1, stops: 1 },
    });
  });

  it('speaks of a drain that ECS wrote down', () => {
    const drained = service({
      events: [{ at: at(30), message: '(service api) has begun draining connections on 1 tasks.' }],
    });

    expect(check.run({ ...base, ecsServices: [drained], ecsStoppedTasks: [] }, context)).toMatchObject({
      status: 'seen',
    });
  });

  it('is silent about a stop half an hour away', () => {
    expect(check.run({ ...base, ecsStoppedTasks: [stopped(2)] }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('is silent about a crash, and about the drain that follows it', () => {
    const crashed = stopped(30, { stopCode: 'EssentialContainerExited', exitCode: 1 });
    const drained = service({
      events: [{ at: at(31), message: '(service api) deregistered 1 targets in (target-group x)' }],
    });

    expect(check.run({ ...base, ecsServices: [drained], ecsStoppedTasks: [crashed] }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('cannot tell when tasks came and went all the time', () => {
    const always = metrics({ made: 1 });
    const churn = Array.from({ length: 60 }, (_, minute) => stopped(minute));

    expect(check.run({ ...base, metrics: always, ecsStoppedTasks: churn }, context)).toMatchObject({
      status: 'unknown',
      reason: 'ambiguous',
    });
  });

  it('has nothing to say where nothing fails', () => {
    expect(check.run({ ...base, metrics: metrics(), ecsStoppedTasks: [stopped(30)] }, context)).toMatchObject({
      status: 'unknown',
      reason: 'no-502',
    });
  });
});
