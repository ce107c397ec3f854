import { describe, expect, it } from '@jest/globals';
import { spotStop as check } from '../../../src/checks/ecs/spot-stop.ts';
import { context, metrics, service, stopped } from '../../support/evidence.ts';

const onSpot = [service({ capacityProviders: ['FARGATE_SPOT'] })];

describe('ecs/spot-stop', () => {
  it('speaks of a task that Spot took back', () => {
    expect(
      check.run({ ecsStoppedTasks: [stopped(30, { stopCode: 'SpotInterruption' })], ecsServices: onSpot }, context),
    ).toMatchObject({ status: 'seen' });
  });

  it('is silent when Spot took none', () => {
    expect(
      check.run({ ecsStoppedTasks: [stopped(30)], ecsServices: onSpot, metrics: metrics({ made: 1 }) }, context),
    ).toMatchObject({ status: 'not-seen' });
  });

  it('is silent about a service that is not on Spot', () => {
    expect(check.run({ ecsStoppedTasks: [], ecsServices: [service()] }, context)).toMatchObject({
      status: 'not-seen',
    });
  });
});
