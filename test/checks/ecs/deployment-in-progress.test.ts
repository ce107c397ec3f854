import { describe, expect, it } from '@jest/globals';
import { deploymentInProgress as check } from '../../../src/checks/ecs/deployment-in-progress.ts';
import {
  accessLog,
  at,
  context,
  deployment,
  groupArn,
  metrics,
  revision,
  rows,
  service,
} from '../../support/evidence.ts';

describe('ecs/deployment-in-progress', () => {
  it('names the revision that was rolled out within the window', () => {
    const rolled = service({
      deployments: [deployment({ createdAt: at(20), taskDefinitionArn: revision(42) }), deployment()],
    });

    expect(check.run({ ecsServices: [rolled] }, context)).toMatchObject({
      status: 'seen',
      args: { revision: 'shop-api:42', at: '09:20 UTC' },
    });
  });

  it('is silent when the last one is days old', () => {
    expect(check.run({ ecsServices: [service()] }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell without a service', () => {
    expect(check.run({ ecsServices: [] }, context)).toMatchObject({ status: 'unknown', reason: 'empty' });
  });

  it('leaves the deployment of a service behind another target group aside', () => {
    const other = service({
      name: 'admin',
      arn: 'arn:aws:ecs:eu-west-1:111122223333:service/shop/admin',
      loadBalancers: [{ targetGroupArn: `${groupArn}x`, containerName: 'admin', containerPort: 8080 }],
      deployments: [deployment({ createdAt: at(20), updatedAt: at(25) })],
    });

    expect(check.run({ ecsServices: [service(), other], accessLog: accessLog(rows(12)) }, context)).toMatchObject({
      status: 'not-seen',
    });
    expect(check.run({ ecsServices: [service(), other] }, context)).toMatchObject({
      status: 'unknown',
      reason: 'ambiguous',
    });
  });

  it('leaves one that was over long before anything failed aside', () => {
    const over = service({ deployments: [deployment({ createdAt: at(5), updatedAt: at(10) })] });
    const late = metrics({ made: (minute) => (minute >= 40 ? 20 : 0) });

    expect(check.run({ ecsServices: [over], metrics: late }, context)).toMatchObject({ status: 'not-seen' });
  });
});
