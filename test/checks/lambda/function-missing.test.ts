import { describe, expect, it } from '@jest/globals';
import { functionMissing as check } from '../../../src/checks/lambda/function-missing.ts';
import { context } from '../../support/evidence.ts';
import { functionGroup, lambdaFunction } from '../../support/function-evidence.ts';

const targetGroups = [functionGroup()];
const answer = (exists: boolean | null, nameExists: boolean | null) =>
  check.run({ functions: [lambdaFunction({ exists, nameExists })], targetGroups }, context);

describe('lambda/function-missing', () => {
  it('tells a missing alias from a missing function', () => {
    expect(answer(false, true)).toMatchObject({ status: 'seen', args: { names: 'seats:live', part: 'qualifier' } });
    expect(answer(false, false)).toMatchObject({ status: 'seen', args: { part: 'function' } });
  });

  it('is ruled out by a function that is there', () => {
    expect(answer(true, true)).toMatchObject({ status: 'not-seen', args: { count: 1 } });
  });

  it('does not take "could not look" for "is not there"', () => {
    expect(answer(null, null)).toMatchObject({ status: 'unknown' });
  });
});
