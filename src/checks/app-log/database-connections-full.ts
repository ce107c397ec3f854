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
      en: 'The logs ({lines, number} lines) show no exhausted database connections.',
      ja: 'ログ（{lines, number}行）に、データベース接続の枯渇はありません。',
    },
    unknown: {
      en: 'There are such lines ({count, number}), but none near the failing minutes.',
      ja: '該当するログは{count, number}行ありますが、失敗した時間帯の近くにはありません。',
    },
  },
  run({ applicationLogs, metrics }) {
    return linesObservation(applicationLogs, meanings.databaseFull, metrics);
  },
});
