import { defineCheck } from '../../domain/check.ts';
import { clock } from '../reading/clock.ts';
import { notSeen, seen } from '../reading/observe.ts';
import { observeStores } from '../reading/store-observation.ts';
import { eventsAround, eventsOf } from '../reading/stores.ts';

const interruption =
  /failover|fail(ed|ing) over|restarted|shut ?down|rebooted|\bstopped\b|recovery of the db|db instance is being recovered|unreachable|host replacement|storage-full|run out of (allocated )?storage|database (process )?(is )?killed|crash|out of memory|promot(ed|ing)/i;
/** A read replica's promotion and a test of backups belong to operations, but interrupt as well; these do not. */
const harmless =
  /back(ing)? ?up|snapshot|monitoring interval|parameter group|performance insights|log(s)? (were )?purged/i;

export const databaseInterrupted = defineCheck({
  id: 'data/database-interrupted',
  layer: 'service',
  needs: ['dataStores', 'metrics'],
  uses: ['accessLog', 'applicationLogs'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  family: 'database-state',
  guide: ['G10', 'G22', 'G24', 'G27'],
  texts: {
    title: {
      en: 'a failover or restart of the database at the failures',
      ja: '失敗と同時のデータベースの切り替え・再起動',
    },
    seen: {
      en: 'RDS reports an interruption of the database as the failures happened: {event} at {at}.',
      ja: '失敗と同じ時間帯に、RDSがデータベースの中断を記録しています（{at} {event}）。',
    },
    'not-seen': {
      en: 'RDS reports no failover, restart or stop of the database around the failures.',
      ja: '失敗の前後に、データベースのフェイルオーバー・再起動・停止の記録はありません。',
    },
    'not-applicable': {
      en: 'There is no RDS database in this VPC.',
      ja: 'このVPCにRDSのデータベースはありません。',
    },
  },
  run(evidence, { window }) {
    return observeStores(evidence, 'database', window, (stores, failures) => {
      const meant = (message: string) => interruption.test(message) && !harmless.test(message);
      const [first, ...rest] = eventsAround(failures, eventsOf(stores, meant));
      if (first === undefined) return notSeen();
      const event = first.fact.split(': ').slice(1).join(': ');
      return seen(
        { event, at: clock(new Date(first.at).toISOString(), window.to) },
        [first, ...rest].map(({ fact }) => fact),
      );
    });
  },
});
