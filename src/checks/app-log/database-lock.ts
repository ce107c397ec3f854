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
      en: 'The logs show no lock or cancelled statement.',
      ja: 'ログに、ロック待ちやクエリ中断はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.databaseLock, metrics, window);
  },
});
