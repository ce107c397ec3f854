import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const databaseFullLines = defineCheck({
  id: 'app-log/database-connections-full',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G24', 'G35', 'G42'],
  texts: {
    title: { en: 'database connections used up', ja: 'データベース接続の枯渇' },
    seen: {
      en: 'The application ran out of database connections {count, number} times, last at {last}.',
      ja: 'データベース接続の枯渇が{count, number}回発生しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no exhausted database connections.',
      ja: 'ログに、データベース接続の枯渇はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.databaseFull, metrics, window);
  },
});
