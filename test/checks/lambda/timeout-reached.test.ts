import { describe, expect, it } from '@jest/globals';
import { timeoutReached as check } from '../../../src/checks/lambda/timeout-reached.ts';
import { context, metrics } from '../../support/evidence.ts';
import { during, functionMetrics, lambdaFunction } from '../../support/function-evidence.ts';

const failing = metrics({ made: during(20) });
const functions = [lambdaFunction({ timeoutSeconds: 10 })];

describe('lambda/timeout-reached', () => {
  it('sees an invocation that lasted as long as it may', () => {
    const resourceMetrics = functionMetrics({ longestMs: during(10_000, 200) });

    expect(check.run({ functions, resourceMetrics, metrics: failing }, context)).toMatchObject({
      status: 'seen',
      args: { seconds: 10, limit: 10 },
    });
  });

  it('is ruled out by short invocations', () => {
    expect(check.run({ functions, resourceMetrics: functionMetrics(), metrics: failing }, context)).toMatchObject({
      status: 'not-seen',
      args: { limit: 10 },
    });
  });

  it('does not decide by one that came close', () => {
    const resourceMetrics = functionMetrics({ longestMs: during(9_400) });

    expect(check.run({ functions, resourceMetrics, metrics: failing }, context)).toMatchObject({ status: 'unknown' });
  });

  it('knows nothing where the timeout could not be read', () => {
    const unread = [lambdaFunction({ timeoutSeconds: null })];

    expect(
      check.run({ functions: unread, resourceMetrics: functionMetrics(), metrics: failing }, context),
    ).toMatchObject({
      status: 'unknown',
      reason: 'not-collected',
    });
  });
});
