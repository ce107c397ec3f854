import { defineCheck } from '../../domain/check.ts';
import { linesObservation } from '../reading/lines-observation.ts';

/** Netfilter’s own table, beside the one of the instance type. */
const line = { tags: [], pattern: /nf_conntrack: (nf_conntrack: )?table full/ };

export const conntrackTableFull = defineCheck({
  id: 'ec2/conntrack-table-full',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G9', 'G14', 'G42'],
  texts: {
    title: { en: 'a full connection-tracking table', ja: 'コネクション追跡テーブルの枯渇' },
    seen: {
      en: 'The kernel of a target dropped packets {count, number} times because its connection-tracking table was full, last at {last}.',
      ja: 'コネクション追跡テーブルの枯渇により、カーネルが{count, number}回パケットを破棄しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no full connection-tracking table.',
      ja: 'ログに、コネクション追跡テーブルの枯渇はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell: look at dmesg on the target.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。ターゲット上のdmesgを確認してください。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, line, metrics, window);
  },
});
