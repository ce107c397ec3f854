import { describe, expect, it } from '@jest/globals';
import { rolloutFailed as check } from '../../../src/checks/ecs/rollout-failed.ts';
import { at, context, deployment, service } from '../../support/evidence.ts';

describe('ecs/rollout-failed', () => {
  it('speaks of a failed deployment with its reason', () => {
    const failed = service({
      deployments: [deployment({ rolloutState: 'FAILED', rolloutStateReason: 'tasks failed to start' })],
    });

    expect(check.run({ ecsServices: [failed] }, context)).toMatchObject({
      status: 'seen',
      args: { reason: 'tasks failed to start' },
    });
  });

  it('speaks of a rollback that ECS wrote down', () => {
    const told = service({
      events: [
        {
          at: at(20),
          message: '(service api) (deployment ecs-svc/2) deployment failed: tasks failed to start. rolling back',
        },
      ],
    });

    expect(check.run({ ecsServices: [told] }, context)).toMatchObject({ status: 'seen' });
  });

  it('is silent when deployments completed', () => {
    expect(check.run({ ecsServices: [service()] }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell without a service', () => {
    expect(check.run({ ecsServices: [] }, context)).toMatchObject({ status: 'unknown', reason: 'empty' });
  });
});
