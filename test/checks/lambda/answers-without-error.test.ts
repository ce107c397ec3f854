import { describe, expect, it } from '@jest/globals';
import { answersWithoutError as check } from '../../../src/checks/lambda/answers-without-error.ts';
import { context, metrics } from '../../support/evidence.ts';
import { during, functionMetrics, groupRequests, lambdaFunction } from '../../support/function-evidence.ts';

const failing = metrics({ made: during(20), extra: [groupRequests(40)] });
const functions = [lambdaFunction()];

describe('lambda/answers-without-error', () => {
  it('sees a function that ran for the failed requests and ended well', () => {
    expect(check.run({ functions, resourceMetrics: functionMetrics(), metrics: failing }, context)).toMatchObject({
      status: 'seen',
      args: { bad: 0, failures: 100 },
    });
  });

  it('is ruled out by errors of the function', () => {
    const resourceMetrics = functionMetrics({ errors: during(20) });

    expect(check.run({ functions, resourceMetrics, metrics: failing }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('is ruled out where the function ran for the good requests alone', () => {
    const resourceMetrics = functionMetrics({ invocations: during(20, 40) });

    expect(check.run({ functions, resourceMetrics, metrics: failing }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell where nobody counted the requests of the group', () => {
    const uncounted = metrics({ made: during(20) });

    expect(check.run({ functions, resourceMetrics: functionMetrics(), metrics: uncounted }, context)).toMatchObject({
      status: 'unknown',
      reason: 'ambiguous',
    });
  });

  it('cannot tell where somebody else invokes the function, too', () => {
    const resourceMetrics = functionMetrics({ invocations: 400 });

    expect(check.run({ functions, resourceMetrics, metrics: failing }, context)).toMatchObject({ status: 'unknown' });
  });
});
