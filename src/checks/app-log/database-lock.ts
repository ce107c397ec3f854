import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const databaseLockLines = defineCheck({
  id: 'app-log/database-lock',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'medium',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G24', 'G27'],
  texts: {
    title: { en: 'database locks and cancelled statements', ja: 'データベースのロックとクエリの中断' },
    seen: {
      en: 'The database reported locks or cancelled statements {count, number} times, last at {last}.',
      ja: 'データベースのロック待ちやクエリの中断が{count, number}回発生しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs ({lines, number} lines) show no lock or cancelled statement.',
      ja: 'ログ（{lines, number}行）に、ロック待ちやクエリ中断はありません。',
    },
    unknown: {
      en: 'There are such lines ({count, number}), but none near the failing minutes.',
      ja: '該当するログは{count, number}行ありますが、失敗した時間帯の近くにはありません。',
    },
  },
  run({ applicationLogs, metrics }) {
    return linesObservation(applicationLogs, meanings.databaseLock, metrics);
  },
});
