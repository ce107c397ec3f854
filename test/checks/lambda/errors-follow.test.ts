import { describe, expect, it } from '@jest/globals';
import { errorsFollow as check } from '../../../src/checks/lambda/errors-follow.ts';
import { context, metrics } from '../../support/evidence.ts';
import { during, functionMetrics, lambdaFunction } from '../../support/function-evidence.ts';

const failing = metrics({ made: during(20) });
const functions = [lambdaFunction()];

describe('lambda/errors-follow', () => {
  it('sees Errors in the minutes of the failures', () => {
    const resourceMetrics = functionMetrics({ errors: during(20) });

    expect(check.run({ functions, resourceMetrics, metrics: failing }, context)).toMatchObject({
      status: 'seen',
      args: { count: 100, failures: 100 },
    });
  });

  it('rules them out by a function that had none then', () => {
    const resourceMetrics = functionMetrics({ errors: (minute) => (minute < 5 ? 30 : 0) });

    expect(check.run({ functions, resourceMetrics, metrics: failing }, context)).toMatchObject({ status: 'not-seen' });
  });

  it('does not decide by some', () => {
    const resourceMetrics = functionMetrics({ errors: during(3) });

    expect(check.run({ functions, resourceMetrics, metrics: failing }, context)).toMatchObject({
      status: 'unknown',
      reason: 'ambiguous',
    });
  });

  it('knows nothing of a function that CloudWatch was not asked about', () => {
    const other = [lambdaFunction({ name: 'pages' })];

    expect(
      check.run({ functions: other, resourceMetrics: functionMetrics(), metrics: failing }, context),
    ).toMatchObject({
      status: 'unknown',
      reason: 'not-collected',
    });
  });

  it('has nothing to say without a function', () => {
    expect(check.run({ functions: [], resourceMetrics: functionMetrics(), metrics: failing }, context)).toMatchObject({
      status: 'not-applicable',
    });
  });
});
