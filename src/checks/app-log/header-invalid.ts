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
      ja: '不正な応答やレスポンスヘッダーが{count, number}件記録されています（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no invalid response or header.',
      ja: 'ログに、不正な応答やレスポンスヘッダーはありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.badHeader, metrics, window);
  },
});
