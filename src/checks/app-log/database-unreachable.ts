import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const databaseUnreachableLines = defineCheck({
  id: 'app-log/database-unreachable',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G10', 'G24', 'G27'],
  texts: {
    title: { en: 'the database not reachable', ja: 'データベースへの接続不可' },
    seen: {
      en: 'The application could not reach its database {count, number} times, last at {last}.',
      ja: 'アプリケーションがデータベースに{count, number}回接続できませんでした（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs ({lines, number} lines) show no failed connection to a database.',
      ja: 'ログ（{lines, number}行）に、データベースへの接続失敗はありません。',
    },
    unknown: {
      en: 'There are such lines ({count, number}), but none near the failing minutes.',
      ja: '該当するログは{count, number}行ありますが、失敗した時間帯の近くにはありません。',
    },
  },
  run({ applicationLogs, metrics }) {
    return linesObservation(applicationLogs, meanings.databaseUnreachable, metrics);
  },
});
