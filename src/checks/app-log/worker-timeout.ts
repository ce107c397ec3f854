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
      en: 'The logs ({lines, number} lines) show no worker killed by its own time limit.',
      ja: 'ログ（{lines, number}行）に、制限時間によるワーカーの強制終了はありません。',
    },
    unknown: {
      en: 'There are such lines ({count, number}), but none near the failing minutes.',
      ja: '該当するログは{count, number}行ありますが、失敗した時間帯の近くにはありません。',
    },
  },
  run({ applicationLogs, metrics }) {
    return linesObservation(applicationLogs, meanings.watchdog, metrics);
  },
});
