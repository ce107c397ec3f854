import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const workerTimeoutLines = defineCheck({
  id: 'app-log/worker-timeout',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G11', 'G24', 'G27'],
  texts: {
    title: { en: 'the server killing its own slow workers', ja: 'サーバーによる遅いワーカーの強制終了' },
    seen: {
      en: 'The application server killed slow workers {count, number} times (its own time limit), last at {last}.',
      ja: 'アプリケーションサーバーが、自身の制限時間により遅いワーカーを{count, number}回強制終了しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no worker killed by its own time limit.',
      ja: 'ログに、制限時間によるワーカーの強制終了はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.watchdog, metrics, window);
  },
});
