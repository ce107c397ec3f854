import { describe, expect, it } from '@jest/globals';
import { databaseStorageFull as check } from '../../../src/checks/data/database-storage-full.ts';
import { context } from '../../support/evidence.ts';
import { database, event, failing, quiet, resources, storeMetric } from '../../support/stores.ts';

const left = (bytes: number) => resources(storeMetric('FreeStorageSpace', 'Minimum', 5e10, bytes));

describe('data/database-storage-full', () => {
  it('speaks by the state, by an event, or by the space that is left', () => {
    const run = (change: Parameters<typeof database>[0], resourceMetrics = left(5e10)) =>
      check.run({ dataStores: [database(change)], metrics: failing, resourceMetrics }, context);
    const told = event(29, 'The free storage capacity for DB Instance is low at 0% of the provisioned storage');

    expect(run({ status: 'storage-full' })).toMatchObject({ status: 'seen' });
    expect(run({ events: [told] })).toMatchObject({ status: 'seen' });
    expect(run({}, left(1e8))).toMatchObject({ status: 'seen', args: { names: 'shop-db' } });
    expect(run({})).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell without a state and without the metric', () => {
    expect(check.run({ dataStores: [database({ status: null })], metrics: failing }, context)).toMatchObject({
      status: 'unknown',
      reason: 'not-collected',
    });
    expect(check.run({ dataStores: [database()], metrics: quiet }, context)).toMatchObject({ reason: 'no-502' });
  });
});
