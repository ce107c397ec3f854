import { describe, expect, it } from '@jest/globals';
import { deploymentInProgress as check } from '../../../src/checks/ecs/deployment-in-progress.ts';
import { at, context, deployment, revision, service } from '../../support/evidence.ts';

describe('ecs/deployment-in-progress', () => {
  it('names the revision that was rolled out within the window', () => {
    const rolled = service({
      deployments: [deployment({ createdAt: at(20), taskDefinitionArn: revision(42) }), deployment()],
    });

    expect(check.run({ ecsServices: [rolled] }, context)).toMatchObject({
      status: 'seen',
      args: { revision: 'shop-api:42', at: at(20) },
    });
  });

  it('is silent when the last one is days old', () => {
    expect(check.run({ ecsServices: [service()] }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell without a service', () => {
    expect(check.run({ ecsServices: [] }, context)).toMatchObject({ status: 'unknown', reason: 'empty' });
  });
});
