import { defineCheck } from '../../domain/check.ts';
import { notSeen, seen } from '../reading/observe.ts';
import { observeStores } from '../reading/store-observation.ts';
import { eventsAround, eventsOf } from '../reading/stores.ts';

const interruption =
  /fail(ed)? ?over|recover(ing|y)|restarted|rebooted|replac(ed|ing)|deleted|unreachable|primary .{0,40}(changed|promoted)|node .{0,30}failed/i;
const harmless = /snapshot|back(ing)? ?up|parameter group|scal(ing|e) .{0,20}(complete|succe)/i;
const broken = /^(rebooting cluster nodes|deleting|deleted|create-failed|restore-failed|incompatible-network|failed)$/;

export const cacheInterrupted = defineCheck({
  id: 'data/cache-interrupted',
  layer: 'service',
  needs: ['dataStores', 'metrics'],
  uses: ['accessLog', 'applicationLogs'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  family: 'cache-state',
  guide: ['G10', 'G22', 'G24', 'G27'],
  texts: {
    title: { en: 'a failover or restart of the cache at the failures', ja: '失敗と同時のキャッシュの切り替え・再起動' },
    seen: {
      en: 'ElastiCache reports an interruption of the cache as the failures happened: {event}.',
      ja: '失敗と同じ時間帯に、ElastiCacheがキャッシュの中断を記録しています（{event}）。',
    },
    'not-seen': {
      en: 'ElastiCache reports no failover, restart or loss of the cache around the failures.',
      ja: '失敗の前後に、キャッシュのフェイルオーバー・再起動・停止の記録はありません。',
    },
    'not-applicable': {
      en: 'There is no ElastiCache cache in this VPC.',
      ja: 'このVPCにElastiCacheのキャッシュはありません。',
    },
  },
  run(evidence, { window }) {
    return observeStores(evidence, 'cache', window, (stores, failures) => {
      const meant = (message: string) => interruption.test(message) && !harmless.test(message);
      const facts = [
        ...eventsAround(failures, eventsOf(stores, meant)).map(({ fact }) => fact),
        ...stores
          .filter(({ status }) => status !== null && broken.test(status))
          .map(({ id, status }) => `${id}: ${status}`),
      ];
      return facts[0] === undefined ? notSeen() : seen({ event: facts[0] }, facts);
    });
  },
});
