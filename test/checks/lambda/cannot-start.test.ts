import { describe, expect, it } from '@jest/globals';
import { cannotStart as check } from '../../../src/checks/lambda/cannot-start.ts';
import type { LambdaFunction } from '../../../src/domain/evidence.ts';
import { context } from '../../support/evidence.ts';
import { functionGroup, lambdaFunction } from '../../support/function-evidence.ts';

const answer = (change: Partial<LambdaFunction>) =>
  check.run({ functions: [lambdaFunction(change)], targetGroups: [functionGroup()] }, context);

describe('lambda/cannot-start', () => {
  it('repeats what Lambda says of an update that failed for want of addresses', () => {
    expect(answer({ lastUpdateStatus: 'Failed', lastUpdateReason: 'SubnetOutOfIPAddresses' })).toMatchObject({
      status: 'seen',
      args: { name: 'seats', reason: 'SubnetOutOfIPAddresses' },
    });
  });

  it('sees a function whose state is failed', () => {
    expect(answer({ state: 'Failed', stateReason: 'InvalidSubnet' })).toMatchObject({ status: 'seen' });
  });

  it('is ruled out by an active function with a successful update', () => {
    expect(answer({})).toMatchObject({ status: 'not-seen' });
  });

  it('does not decide while an update goes on, or where the state could not be read', () => {
    expect(answer({ lastUpdateStatus: 'InProgress' })).toMatchObject({ status: 'unknown' });
    expect(answer({ state: null, lastUpdateStatus: null })).toMatchObject({ status: 'unknown' });
  });
});
