import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const proxyClosedLines = defineCheck({
  id: 'app-log/proxy-closed-early',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'proxy-line',
  guide: ['G15', 'G24'],
  texts: {
    title: { en: 'the application closing on the proxy', ja: 'アプリケーションによるプロキシ接続の切断' },
    seen: {
      en: 'The application closed the connection to its proxy before answering {count, number} times, last at {last}.',
      ja: 'アプリケーションが、応答前にプロキシとの接続を{count, number}回切断しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs ({lines, number} lines) show no connection closed on the proxy.',
      ja: 'ログ（{lines, number}行）に、プロキシとの接続の途中切断はありません。',
    },
    unknown: {
      en: 'There are such lines ({count, number}), but none near the failing minutes.',
      ja: '該当するログは{count, number}行ありますが、失敗した時間帯の近くにはありません。',
    },
  },
  run({ applicationLogs, metrics }) {
    return linesObservation(applicationLogs, meanings.proxyClosed, metrics);
  },
});
