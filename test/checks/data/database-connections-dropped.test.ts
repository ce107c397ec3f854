import { describe, expect, it } from '@jest/globals';
import { databaseConnectionsDropped as check } from '../../../src/checks/data/database-connections-dropped.ts';
import { context } from '../../support/evidence.ts';
import { cache, database, failing, quiet, resources, storeMetric } from '../../support/stores.ts';

const answer = (before: number, during: number, stores = [database()], metrics = failing) =>
  check.run(
    {
      dataStores: stores,
      resourceMetrics: resources(storeMetric('DatabaseConnections', 'Minimum', before, during)),
      metrics,
    },
    context,
  );

describe('data/database-connections-dropped', () => {
  it('speaks where it breaks off while requests fail', () => {
    expect(answer(40, 2)).toMatchObject({ status: 'seen' });
  });

  it('is silent where it is kept', () => {
    expect(answer(40, 35)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell without the metric, and has nothing to say where nothing fails', () => {
    const without = check.run({ dataStores: [database()], resourceMetrics: resources(), metrics: failing }, context);

    expect(without).toMatchObject({ status: 'unknown', reason: 'not-collected' });
    expect(answer(40, 2, [database()], quiet)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });

  it('does not blame one of several that nobody names, nor another kind of store', () => {
    const several = [database({ onPath: 'near' }), database({ onPath: 'near', id: 'other' })];

    expect(answer(40, 2, several)).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
    expect(answer(40, 2, [cache()])).toMatchObject({ status: 'not-applicable' });
  });
});
