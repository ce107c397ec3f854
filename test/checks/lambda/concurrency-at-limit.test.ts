import { describe, expect, it } from '@jest/globals';
import { concurrencyAtLimit as check } from '../../../src/checks/lambda/concurrency-at-limit.ts';
import { context, metrics, series } from '../../support/evidence.ts';
import { during, functionMetrics, lambdaFunction } from '../../support/function-evidence.ts';

const failing = metrics({ made: during(20) });
const account = (value: number) =>
  series('ConcurrentExecutions', value, { namespace: 'AWS/Lambda', stat: 'Maximum', dimensions: {} });

describe('lambda/concurrency-at-limit', () => {
  it('sees what is reserved for the function used up', () => {
    const functions = [lambdaFunction({ reservedConcurrency: 20 })];
    const resourceMetrics = functionMetrics({ concurrent: during(20, 3) });

    expect(check.run({ functions, resourceMetrics, metrics: failing }, context)).toMatchObject({
      status: 'seen',
      args: { used: 20, limit: 20, of: 'reserved' },
    });
  });

  it('sees a reservation of zero', () => {
    const functions = [lambdaFunction({ reservedConcurrency: 0 })];

    expect(
      check.run({ functions, resourceMetrics: functionMetrics({ concurrent: 0 }), metrics: failing }, context),
    ).toMatchObject({
      status: 'seen',
      args: { limit: 0 },
    });
  });

  it('sees the account’s limit taken by others', () => {
    const functions = [lambdaFunction({ accountConcurrency: 1000 })];

    expect(
      check.run({ functions, resourceMetrics: functionMetrics({ more: [account(998)] }), metrics: failing }, context),
    ).toMatchObject({ status: 'seen', args: { used: 998, of: 'account' } });
  });

  it('is ruled out by room', () => {
    expect(
      check.run({ functions: [lambdaFunction()], resourceMetrics: functionMetrics(), metrics: failing }, context),
    ).toMatchObject({ status: 'not-seen' });
  });

  it('knows nothing without a limit', () => {
    const functions = [lambdaFunction({ accountConcurrency: null })];

    expect(check.run({ functions, resourceMetrics: functionMetrics(), metrics: failing }, context)).toMatchObject({
      status: 'unknown',
      reason: 'not-collected',
    });
  });
});
