import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const dependencyLines = defineCheck({
  id: 'app-log/dependency',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'medium',
  leak: 'common',
  nature: 'configuration',
  guide: ['G24', 'G27'],
  texts: {
    title: { en: 'errors of a service behind the application', ja: '依存先サービスのエラー' },
    seen: {
      en: 'The application logged {count, number} errors of a service that it calls, last at {last}.',
      ja: 'アプリケーションが呼び出す依存先のエラーが{count, number}件記録されています（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no error of a service behind the application.',
      ja: 'ログに、依存先サービスのエラーはありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.dependency, metrics, window);
  },
});
