import { describe, expect, it } from '@jest/globals';
import { removalNearOnset as check } from '../../../src/checks/lambda/removal-near-onset.ts';
import type { Change } from '../../../src/domain/evidence.ts';
import { change, context, metrics } from '../../support/evidence.ts';
import { lambdaFunction } from '../../support/function-evidence.ts';

const failing = metrics({ made: (minute) => (minute >= 28 ? 20 : 0) });
const functions = [lambdaFunction()];
const call = (minute: number, name: string, functionName: string): Change =>
  change(minute, name, { source: 'lambda.amazonaws.com', resources: [], request: { functionName } });
const answer = (changes: readonly Change[]) => check.run({ functions, changes, metrics: failing }, context);

describe('lambda/removal-near-onset', () => {
  it('sees the call that came just before the failures', () => {
    expect(answer([call(25, 'RemovePermission20150331v2', 'seats')])).toMatchObject({
      status: 'seen',
      args: { minutes: 3 },
    });
  });

  it('knows the function by its ARN, too', () => {
    expect(
      answer([call(26, 'RemovePermission20150331v2', 'arn:aws:lambda:eu-west-1:111122223333:function:seats:12')]),
    ).toMatchObject({
      status: 'seen',
    });
  });

  it('is ruled out by calls about other functions, of another kind, or long before', () => {
    const others = [
      call(25, 'RemovePermission20150331v2', 'pages'),
      call(25, 'UpdateAlias20150331', 'seats'),
      call(2, 'RemovePermission20150331v2', 'seats'),
    ];

    expect(answer(others)).toMatchObject({ status: 'not-seen' });
  });

  it('knows nothing where requests failed before the window', () => {
    const always = metrics({ made: 20 });

    expect(check.run({ functions, changes: [], metrics: always }, context)).toMatchObject({ status: 'unknown' });
  });

  it('has nothing to say without a function', () => {
    expect(check.run({ functions: [], changes: [], metrics: failing }, context)).toMatchObject({
      status: 'not-applicable',
    });
  });
});
