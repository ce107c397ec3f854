import { describe, expect, it } from '@jest/globals';
import { databaseLatencyHigh as check } from '../../../src/checks/data/database-latency-high.ts';
import { context } from '../../support/evidence.ts';
import { cache, database, failing, quiet, resources, storeMetric } from '../../support/stores.ts';

const answer = (before: number, during: number, stores = [database()], metrics = failing) =>
  check.run(
    { dataStores: stores, resourceMetrics: resources(storeMetric('ReadLatency', 'Average', before, during)), metrics },
    context,
  );

describe('data/database-latency-high', () => {
  it('speaks where it takes many times as long while requests fail', () => {
    expect(answer(0.001, 0.09)).toMatchObject({ status: 'seen' });
  });

  it('is silent where it takes a little longer', () => {
    expect(answer(0.001, 0.004)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell without the metric, and has nothing to say where nothing fails', () => {
    const without = check.run({ dataStores: [database()], resourceMetrics: resources(), metrics: failing }, context);

    expect(without).toMatchObject({ status: 'unknown', reason: 'not-collected' });
    expect(answer(0.001, 0.09, [database()], quiet)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });

  it('does not blame one of several that nobody names, nor another kind of store', () => {
    const several = [database({ onPath: 'near' }), database({ onPath: 'near', id: 'other' })];

    expect(answer(0.001, 0.09, several)).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
    expect(answer(0.001, 0.09, [cache()])).toMatchObject({ status: 'not-applicable' });
  });
});
