import { describe, expect, it } from '@jest/globals';
import { databaseConnectionsAtLimit as check } from '../../../src/checks/data/database-connections-at-limit.ts';
import { context } from '../../support/evidence.ts';
import { cache, database, failing, quiet, resources, storeMetric } from '../../support/stores.ts';

const answer = (before: number, during: number, stores = [database()], metrics = failing) =>
  check.run(
    {
      dataStores: stores,
      resourceMetrics: resources(storeMetric('DatabaseConnections', 'Maximum', before, during)),
      metrics,
    },
    context,
  );

describe('data/database-connections-at-limit', () => {
  it('speaks where it reaches what the server takes while requests fail', () => {
    expect(answer(40, 97)).toMatchObject({ status: 'seen' });
  });

  it('is silent where it stays below', () => {
    expect(answer(40, 60)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell without the metric, and has nothing to say where nothing fails', () => {
    const without = check.run({ dataStores: [database()], resourceMetrics: resources(), metrics: failing }, context);

    expect(without).toMatchObject({ status: 'unknown', reason: 'not-collected' });
    expect(answer(40, 97, [database()], quiet)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });

  it('does not blame one of several that nobody names, nor another kind of store', () => {
    const several = [database({ onPath: 'near' }), database({ onPath: 'near', id: 'other' })];

    expect(answer(40, 97, several)).toMatchObject({ status: 'unknown', reason: 'ambiguous' });
    expect(answer(40, 97, [cache()])).toMatchObject({ status: 'not-applicable' });
  });
});
