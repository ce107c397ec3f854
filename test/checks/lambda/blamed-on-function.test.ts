import { describe, expect, it } from '@jest/globals';
import { blamedOnFunction as check } from '../../../src/checks/lambda/blamed-on-function.ts';
import { context, metrics, targetGroup } from '../../support/evidence.ts';
import { blameSeries, during, functionGroup, functionMetrics } from '../../support/function-evidence.ts';

const failing = metrics({ made: during(20) });
const targetGroups = [functionGroup()];
const blamed = (metric: string, value: number) =>
  functionMetrics({ more: [blameSeries('LambdaInternalError', 0), blameSeries(metric, during(value))] });

describe('lambda/blamed-on-function', () => {
  it('counts what the load balancer counts', () => {
    expect(
      check.run({ targetGroups, resourceMetrics: blamed('LambdaUserError', 18), metrics: failing }, context),
    ).toMatchObject({
      status: 'seen',
      args: { count: 90, failures: 100 },
    });
  });

  it('is ruled out where that counter was asked for and stayed at zero', () => {
    expect(
      check.run({ targetGroups, resourceMetrics: blamed('LambdaUserError', 0), metrics: failing }, context),
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
