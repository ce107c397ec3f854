import { describe, expect, it } from '@jest/globals';
import { wafFaults as check } from '../../../src/checks/routing/waf-faults.ts';
import { accessLog, context } from '../../support/evidence.ts';

const answer = (reason: string, count: number) =>
  check.run({ accessLog: accessLog([], { errorReasons: [{ reason, count }] }) }, context);

describe('routing/waf-faults', () => {
  it('speaks of the reasons that begin with WAF', () => {
    expect(answer('WAFConnectionTimeout', 7)).toMatchObject({ status: 'seen', args: { count: 7 } });
  });

  it('is silent about those of Lambda, and where there is none', () => {
    expect(answer('LambdaUnhandled', 7)).toMatchObject({ status: 'not-seen' });
    expect(check.run({ accessLog: accessLog([]) }, context)).toMatchObject({ status: 'not-seen' });
  });
});
