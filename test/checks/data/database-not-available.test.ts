import { describe, expect, it } from '@jest/globals';
import { databaseNotAvailable as check } from '../../../src/checks/data/database-not-available.ts';
import { context } from '../../support/evidence.ts';
import { cache, database, failing, quiet } from '../../support/stores.ts';

const answer = (status: string | null, metrics = failing) =>
  check.run({ dataStores: [database({ status })], metrics }, context);

describe('data/database-not-available', () => {
  it.each(['stopped', 'rebooting', 'failing-over', 'storage-full', 'incompatible-network'])(
    'speaks of %s',
    (status) => {
      expect(answer(status)).toMatchObject({ status: 'seen', args: { names: 'shop-db', state: status } });
    },
  );

  it.each(['available', 'backing-up', 'modifying', 'configuring-enhanced-monitoring'])(
    'is silent about %s',
    (status) => {
      expect(answer(status)).toMatchObject({ status: 'not-seen' });
    },
  );

  it('has nothing to say without failures or without a database', () => {
    expect(answer('stopped', quiet)).toMatchObject({ status: 'unknown', reason: 'no-502' });
    expect(check.run({ dataStores: [cache()], metrics: failing }, context)).toMatchObject({ status: 'not-applicable' });
  });
});
