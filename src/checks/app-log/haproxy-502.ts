import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const haproxy502Lines = defineCheck({
  id: 'app-log/haproxy-502',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'proxy-line',
  guide: ['G2', 'G24'],
  texts: {
    title: { en: '502s of HAProxy', ja: 'HAProxyの502' },
    seen: {
      en: 'HAProxy answered 502 itself {count, number} times, last at {last}: the flags in its lines say how the server’s answer failed.',
      ja: 'HAProxy自身が{count, number}回502を返しました（最終 {last}）。ログの終了フラグが、サーバー応答のどこで失敗したかを示しています。',
    },
    'not-seen': {
      en: 'The logs show no 502 of HAProxy’s own.',
      ja: 'ログに、HAProxy自身の502はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.haproxy502, metrics, window);
  },
});
