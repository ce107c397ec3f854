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
      en: 'The logs show no failed connection to a database.',
      ja: 'ログに、データベースへの接続失敗はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.databaseUnreachable, metrics, window);
  },
});
