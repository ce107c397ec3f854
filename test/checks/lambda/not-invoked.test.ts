import { describe, expect, it } from '@jest/globals';
import { notInvoked as check } from '../../../src/checks/lambda/not-invoked.ts';
import { context, metrics } from '../../support/evidence.ts';
import { during, functionMetrics, groupRequests, lambdaFunction } from '../../support/function-evidence.ts';

const failing = metrics({ made: during(40), extra: [groupRequests(40)] });
const functions = [lambdaFunction()];
const quiet = (minute: number) => (minute >= 27 && minute <= 33 ? 0 : 40);

describe('lambda/not-invoked', () => {
  it('sees that no request reached the function', () => {
    const resourceMetrics = functionMetrics({ invocations: quiet });

    expect(check.run({ functions, resourceMetrics, metrics: failing }, context)).toMatchObject({
      status: 'seen',
      args: { invocations: 0, failures: 200 },
    });
  });

  it('sees it of a part of the requests as well', () => {
    const half = metrics({ made: during(20), extra: [groupRequests(40)] });
    const resourceMetrics = functionMetrics({ invocations: during(20, 40) });

    expect(check.run({ functions, resourceMetrics, metrics: half }, context)).toMatchObject({ status: 'seen' });
  });

  it('is ruled out by a function that ran for each of them', () => {
    expect(check.run({ functions, resourceMetrics: functionMetrics(), metrics: failing }, context)).toMatchObject({
      status: 'not-seen',
    });
  });

  it('does not decide by a handful of failures', () => {
    const few = metrics({ made: (minute) => (minute === 30 ? 2 : 0), extra: [groupRequests(40)] });

    expect(check.run({ functions, resourceMetrics: functionMetrics(), metrics: few }, context)).toMatchObject({
      status: 'unknown',
      reason: 'too-little-traffic',
    });
  });
});
