import { describe, expect, it } from '@jest/globals';
import { healthCheckWrongPage as check } from '../../../src/checks/targets/health-check-wrong-page.ts';
import { context, target, targetGroup } from '../../support/evidence.ts';
import { describeReasonCheck } from '../../support/health-reason-check.ts';

describeReasonCheck(
  check,
  { reason: 'Target.ResponseCodeMismatch', description: 'Health checks failed with these codes: [404]' },
  { reason: 'Target.ResponseCodeMismatch', description: 'Health checks failed with these codes: [503]' },
  '(service api) (port 3000) is unhealthy in (target-group x) due to (reason Health checks failed with these codes: [301])',
);

describe('targets/health-check-wrong-page, its sentence', () => {
  it('names the path, what it must give and what it gave', () => {
    const sick = target({
      state: 'unhealthy',
      reason: 'Target.ResponseCodeMismatch',
      description: 'Health checks failed with these codes: [401, 404]',
    });

    expect(check.run({ targetHealth: [sick], targetGroups: [targetGroup()] }, context)).toMatchObject({
      status: 'seen',
      args: { path: '/health', matcher: '200', codes: '401, 404' },
    });
  });
});
