import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const tlsLines = defineCheck({
  id: 'app-log/tls',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'medium',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G8', 'G17', 'G24'],
  texts: {
    title: { en: 'TLS errors of the target', ja: 'ターゲットのTLSエラー' },
    seen: {
      en: 'The target logged {count, number} TLS errors, last at {last}.',
      ja: 'ターゲットのログにTLSエラーが{count, number}件あります（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no TLS error.',
      ja: 'ログにTLSエラーはありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.tls, metrics, window);
  },
});
