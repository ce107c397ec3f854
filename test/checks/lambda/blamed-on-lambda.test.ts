import { describe, expect, it } from '@jest/globals';
import { blamedOnLambda as check } from '../../../src/checks/lambda/blamed-on-lambda.ts';
import { context, metrics, targetGroup } from '../../support/evidence.ts';
import { blameSeries, during, functionGroup, functionMetrics } from '../../support/function-evidence.ts';

const failing = metrics({ made: during(20) });
const targetGroups = [functionGroup()];
const blamed = (metric: string, value: number) =>
  functionMetrics({ more: [blameSeries('LambdaUserError', 0), blameSeries(metric, during(value))] });

describe('lambda/blamed-on-lambda', () => {
  it('counts what the load balancer counts', () => {
    expect(
      check.run({ targetGroups, resourceMetrics: blamed('LambdaInternalError', 18), metrics: failing }, context),
    ).toMatchObject({
      status: 'seen',
      args: { count: 90, failures: 100 },
    });
  });

  it('is ruled out where that counter was asked for and stayed at zero', () => {
    expect(
      check.run({ targetGroups, resourceMetrics: blamed('LambdaInternalError', 0), metrics: failing }, context),
    ).toMatchObject({
      status: 'not-seen',
    });
  });

  it('knows nothing where the counter was not asked for', () => {
    expect(check.run({ targetGroups, resourceMetrics: functionMetrics(), metrics: failing }, context)).toMatchObject({
      status: 'unknown',
      reason: 'not-collected',
    });
  });

  it('has nothing to say where no function is a target', () => {
    expect(
      check.run({ targetGroups: [targetGroup()], resourceMetrics: functionMetrics(), metrics: failing }, context),
    ).toMatchObject({ status: 'not-applicable' });
  });
});
