import { defineCheck } from '../../domain/check.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { comparedAll, storeSeries } from '../reading/store-metrics.ts';
import { observeStores } from '../reading/store-observation.ts';
import { eventsOf } from '../reading/stores.ts';

const GIB = 1024 ** 3;
/** Of what was allocated: below that writes begin to fail. */
const SHARE = 0.01;
const full = /storage-full|run out of (allocated )?storage|free storage capacity .{0,60}\b0%/i;

export const databaseStorageFull = defineCheck({
  id: 'data/database-storage-full',
  layer: 'capacity',
  needs: ['dataStores', 'metrics'],
  uses: ['resourceMetrics', 'accessLog', 'applicationLogs'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'database-load',
  guide: ['G10', 'G23', 'G27'],
  checklist: 'resources',
  texts: {
    title: { en: 'a database without free storage', ja: 'データベースのストレージ枯渇' },
    seen: {
      en: 'The database {names} has run out of storage.',
      ja: 'データベース{names}のストレージの空きがなくなっています。',
    },
    'not-seen': {
      en: 'The database has free storage.',
      ja: 'データベースのストレージには空きがあります。',
    },
    'not-applicable': {
      en: 'There is no RDS database in this VPC.',
      ja: 'このVPCにRDSのデータベースはありません。',
    },
  },
  run({ resourceMetrics, ...evidence }, { window }) {
    return observeStores(evidence, 'database', window, (stores, failures) => {
      const leftOf = (store: (typeof stores)[number]) =>
        comparedAll(
          resourceMetrics === undefined ? [] : storeSeries(resourceMetrics, [store], 'FreeStorageSpace', 'Minimum'),
          failures,
        ).map(({ least }) => least);
      const empty = stores.filter(
        (store) =>
          store.status === 'storage-full' ||
          eventsOf([store], (message) => full.test(message)).length > 0 ||
          leftOf(store).some((left) => store.allocatedGb !== null && left < SHARE * store.allocatedGb * GIB),
      );
      if (empty.length > 0) return seen({ names: empty.map(({ id }) => id).join(', ') });
      return stores.some((store) => store.status === null && leftOf(store).length === 0)
        ? unknown('not-collected')
        : notSeen();
    });
  },
});
