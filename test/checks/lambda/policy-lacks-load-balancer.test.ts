import { describe, expect, it } from '@jest/globals';
import { policyLacksLoadBalancer as check } from '../../../src/checks/lambda/policy-lacks-load-balancer.ts';
import { context } from '../../support/evidence.ts';
import { functionGroup, lambdaFunction } from '../../support/function-evidence.ts';

const targetGroups = [functionGroup()];
const answer = (invokableByLoadBalancer: boolean | null) =>
  check.run({ functions: [lambdaFunction({ invokableByLoadBalancer })], targetGroups }, context);

describe('lambda/policy-lacks-load-balancer', () => {
  it('names the alias that the load balancer may not invoke', () => {
    expect(answer(false)).toMatchObject({ status: 'seen', args: { names: 'seats:live' } });
  });

  it('is ruled out by a policy that lets it', () => {
    expect(answer(true)).toMatchObject({ status: 'not-seen' });
  });

  it('knows nothing of a policy that could not be read', () => {
    expect(answer(null)).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
  });

  it('has nothing to say without a function', () => {
    expect(check.run({ functions: [], targetGroups: [] }, context)).toMatchObject({ status: 'not-applicable' });
  });
});
