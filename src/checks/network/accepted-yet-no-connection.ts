import { defineCheck } from '../../domain/check.ts';
import { ENOUGH } from '../reading/failures.ts';
import { total } from '../reading/metrics.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

export const acceptedYetNoConnection = defineCheck({
  id: 'network/accepted-yet-no-connection',
  layer: 'logs',
  needs: ['flowRecords', 'metrics', 'targetHealth'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  guide: ['G13', 'G18'],
  texts: {
    title: {
      en: 'packets let through by AWS, connections failing all the same',
      ja: 'AWSは通しているのに失敗する接続',
    },
    seen: {
      en: 'AWS lets the packets through (flow log: {accepted, number} accepted, none rejected) and still {errors, number} connections failed: it is the target itself, its process or a firewall on it.',
      ja: 'AWS側では通信が許可されている（フローログ：許可{accepted, number}件、拒否なし）のに、接続が{errors, number}回失敗しています。原因はターゲット自身（プロセスまたはホストのファイアウォール）にあります。',
    },
    'not-seen': {
      en: 'Connections do not fail behind what the flow log lets through ({errors, number} failed, {rejected, number} flows rejected).',
      ja: 'フローログ上で許可された先での接続失敗はありません（失敗{errors, number}回、拒否{rejected, number}件）。',
    },
  },
  run({ flowRecords: { read, pairs }, metrics, targetHealth }, { window }) {
    const errors = total(metrics, 'TargetConnectionErrorCount', window);
    if (errors === undefined) return unknown('not-collected');
    const accepted = sum(pairs.map((pair) => pair.accepted));
    const rejected = sum(pairs.map((pair) => pair.rejected));
    const args = { errors, accepted, rejected };
    if (read === 0) return unknown('empty', args);
    if (errors === 0 || rejected > 0) return notSeen(args);
    // What fails must be what the log saw: targets that were replaced since have taken their records with them.
    const failing = targetHealth.filter(({ state }) => state === 'unhealthy').map(({ id }) => `${id}:`);
    const through = pairs.filter(({ target }) => failing.some((id) => target.startsWith(id)));
    return errors >= ENOUGH && through.some((pair) => pair.accepted > 0) ? seen(args) : unknown('ambiguous', args);
  },
});
