import { defineCheck } from '../../domain/check.ts';
import { linesObservation } from '../reading/lines-observation.ts';

/** What the kernel writes when connections come faster than they are accepted; its counters are seen on the host only. */
const line = { tags: [], pattern: /possible SYN flooding on port|listen(ing)? (queue|backlog) (overflow|full)/i };

export const acceptQueueOverflow = defineCheck({
  id: 'ec2/accept-queue-overflow',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G9', 'G14', 'G42'],
  texts: {
    title: { en: 'an accept queue that overflows', ja: '接続待ちキューのあふれ' },
    seen: {
      en: 'The kernel of a target found more connections than were accepted {count, number} times, last at {last}.',
      ja: '接続の受け付けが追いつかないことを、カーネルが{count, number}回記録しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no accept queue that overflowed.',
      ja: 'ログに、接続待ちキューのあふれはありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell: look at nstat -az TcpExtListenOverflows on the target.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。ターゲット上で nstat -az TcpExtListenOverflows を確認してください。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, line, metrics, window);
  },
});
