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
      en: 'The logs ({lines, number} lines) show no TLS error.',
      ja: 'ログ（{lines, number}行）にTLSエラーはありません。',
    },
    unknown: {
      en: 'There are such lines ({count, number}), but none near the failing minutes.',
      ja: '該当するログは{count, number}行ありますが、失敗した時間帯の近くにはありません。',
    },
  },
  run({ applicationLogs, metrics }) {
    return linesObservation(applicationLogs, meanings.tls, metrics);
  },
});
