import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const headerInvalidLines = defineCheck({
  id: 'app-log/header-invalid',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G15', 'G24'],
  texts: {
    title: { en: 'invalid response headers', ja: '不正なレスポンスヘッダー' },
    seen: {
      en: 'The application or its server reported {count, number} invalid responses or headers, last at {last}.',
      ja: '不正なレスポンスやヘッダーが{count, number}件記録されています（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs ({lines, number} lines) show no invalid response or header.',
      ja: 'ログ（{lines, number}行）に、不正なレスポンスやヘッダーはありません。',
    },
    unknown: {
      en: 'There are such lines ({count, number}), but none near the failing minutes.',
      ja: '該当するログは{count, number}行ありますが、失敗した時間帯の近くにはありません。',
    },
  },
  run({ applicationLogs, metrics }) {
    return linesObservation(applicationLogs, meanings.badHeader, metrics);
  },
});
