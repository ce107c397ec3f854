import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const fpmFullLines = defineCheck({
  id: 'app-log/php-fpm-full',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G7', 'G24'],
  texts: {
    title: { en: 'php-fpm without a free child', ja: 'php-fpmの空きプロセス不足' },
    seen: {
      en: 'php-fpm reached its limit of children {count, number} times, last at {last}.',
      ja: 'php-fpmが子プロセス数の上限に{count, number}回達しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs do not show php-fpm at its limit of children.',
      ja: 'ログに、php-fpmが子プロセス数の上限に達した記録はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.fpmFull, metrics, window);
  },
});
