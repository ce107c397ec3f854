import { describe, expect, it } from '@jest/globals';
import { secretNotFetched as check } from '../../../src/checks/data/secret-not-fetched.ts';
import { context, service, stopped } from '../../support/evidence.ts';

const reason =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm';

describe('data/secret-not-fetched', () => {
  it('speaks of tasks that ECS could not give their secrets', () => {
    const ecsStoppedTasks = [stopped(31, { stoppedReason: reason }), stopped(33, { stoppedReason: reason })];

    expect(check.run({ ecsServices: [service()], ecsStoppedTasks }, context)).toMatchObject({
      status: 'seen',
      args: { count: 2 },
    });
  });

  it('is silent about tasks that stopped for other reasons, and where there is no ECS', () => {
    expect(check.run({ ecsServices: [service()], ecsStoppedTasks: [stopped(31)] }, context)).toMatchObject({
      status: 'not-seen',
    });
    expect(check.run({ ecsServices: [], ecsStoppedTasks: [] }, context)).toMatchObject({ status: 'not-applicable' });
  });
});
