import { describe, expect, it } from '@jest/globals';
import { cacheOverloaded as check } from '../../../src/checks/data/cache-overloaded.ts';
import { context } from '../../support/evidence.ts';
import { cache, database, failing, quiet, resources, storeMetric } from '../../support/stores.ts';

const answer = (before: number, during: number, stores = [cache()], metrics = failing) =>
  check.run(
    {
      dataStores: stores,
      resourceMetrics: resources(storeMetric('EngineCPUUtilization', 'Maximum', before, during)),
      metrics,
    },
    context,
  );

describe('data/cache-overloaded', () => {
  it('speaks where it reaches the limit while requests fail', () => {
    expect(answer(40, 97)).toMatchObject({ status: 'seen' });
  });

  it('is silent where it stays below', () => {
    expect(answer(40, 60)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell without the metric, and has nothing to say where nothing fails', () => {
    const without = check.run({ dataStores: [cache()], resourceMetrics: resources(), metrics: failing }, context);

    expect(without).toMatchObject({ status: 'unknown', reason: 'not-collected' });
    expect(answer(40, 97, [cache()], quiet)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });

  it('does not blame one of several that nobody names, nor another kind of store', () => {
    const several = [cache({ onPath: 'near' }), cache({ onPath: 'near', id: 'other' })];

    expect(answer(40, 97, several)).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
    expect(answer(40, 97, [database()])).toMatchObject({ status: 'not-applicable' });
  });
});
