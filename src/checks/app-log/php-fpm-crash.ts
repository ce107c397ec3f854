import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const fpmCrashLines = defineCheck({
  id: 'app-log/php-fpm-crash',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G7', 'G24'],
  texts: {
    title: { en: 'children of php-fpm that crash', ja: 'php-fpmの子プロセスの異常終了' },
    seen: {
      en: 'Children of php-fpm died in the middle of a request ({count, number} lines, last at {last}).',
      ja: 'php-fpmの子プロセスがリクエスト処理中に異常終了しています（{count, number}行、最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no crash of a child of php-fpm.',
      ja: 'ログに、php-fpmの子プロセスの異常終了はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.fpmCrash, metrics, window);
  },
});
