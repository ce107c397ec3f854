import { describe, expect, it } from '@jest/globals';
import { cacheEvicting as check } from '../../../src/checks/data/cache-evicting.ts';
import { context } from '../../support/evidence.ts';
import { cache, database, failing, quiet, resources, storeMetric } from '../../support/stores.ts';

const answer = (before: number, during: number, stores = [cache()], metrics = failing) =>
  check.run(
    { dataStores: stores, resourceMetrics: resources(storeMetric('Evictions', 'Sum', before, during)), metrics },
    context,
  );

describe('data/cache-evicting', () => {
  it('speaks where it throws many more out while requests fail', () => {
    expect(answer(10, 900)).toMatchObject({ status: 'seen' });
  });

  it('is silent where it throws out what it always did', () => {
    expect(answer(500, 700)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell without the metric, and has nothing to say where nothing fails', () => {
    const without = check.run({ dataStores: [cache()], resourceMetrics: resources(), metrics: failing }, context);

    expect(without).toMatchObject({ status: 'unknown', reason: 'not-collected' });
    expect(answer(10, 900, [cache()], quiet)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });

  it('does not blame one of several that nobody names, nor another kind of store', () => {
    const several = [cache({ onPath: 'near' }), cache({ onPath: 'near', id: 'other' })];

    expect(answer(10, 900, several)).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
    expect(answer(10, 900, [database()])).toMatchObject({ status: 'not-applicable' });
  });
});
