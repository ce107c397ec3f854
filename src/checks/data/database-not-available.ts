import { defineCheck } from '../../domain/check.ts';
import { seenIf } from '../reading/observe.ts';
import { observeStores } from '../reading/store-observation.ts';

/** Of instances, clusters and proxies: what the RDS user guide says cannot be connected to, or is on its way there. */
const broken =
  /^(stopp(ed|ing)|starting|failed|failing-over|rebooting|restoring|restore-error|storage-full|maintenance|upgrading|deleting|recovering|insufficient-resource-limits|suspend(ed|ing)|migration-failed|inaccessible-encryption-credentials.*|incompatible-.*)$/;

export const databaseNotAvailable = defineCheck({
  id: 'data/database-not-available',
  layer: 'service',
  needs: ['dataStores', 'metrics'],
  uses: ['accessLog', 'applicationLogs'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'database-state',
  guide: ['G10', 'G24', 'G27'],
  texts: {
    title: { en: 'a database that is not available', ja: '利用できないデータベース' },
    seen: {
      en: 'The database {names} is in the state “{state}”.',
      ja: 'データベース{names}の状態が「{state}」です。',
    },
    'not-seen': {
      en: 'The databases that the services use are available.',
      ja: 'サービスが使うデータベースは、いずれも利用可能な状態です。',
    },
    'not-applicable': {
      en: 'There is no RDS database in this VPC.',
      ja: 'このVPCにRDSのデータベースはありません。',
    },
  },
  run(evidence, { window }) {
    return observeStores(evidence, 'database', window, (stores) => {
      const down = stores.filter(({ status }) => status !== null && broken.test(status));
      return seenIf(
        down.length > 0,
        { names: down.map(({ id }) => id).join(', '), state: down[0]?.status ?? '' },
        down.map(({ id, status, engine }) => `${id} (${engine ?? '-'}): ${status}`),
      );
    });
  },
});
