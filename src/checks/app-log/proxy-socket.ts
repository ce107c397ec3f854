import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const proxySocketLines = defineCheck({
  id: 'app-log/proxy-socket',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G24', 'G42'],
  texts: {
    title: { en: 'the proxy failing on a unix socket', ja: 'UNIXソケットへの接続失敗' },
    seen: {
      en: 'The proxy could not use the socket of the application {count, number} times, last at {last}.',
      ja: 'プロキシがアプリケーションのソケットを{count, number}回利用できませんでした（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs ({lines, number} lines) show no failing unix socket.',
      ja: 'ログ（{lines, number}行）に、UNIXソケットの失敗はありません。',
    },
    unknown: {
      en: 'There are such lines ({count, number}), but none near the failing minutes.',
      ja: '該当するログは{count, number}行ありますが、失敗した時間帯の近くにはありません。',
    },
  },
  run({ applicationLogs, metrics }) {
    return linesObservation(applicationLogs, meanings.proxySocket, metrics);
  },
});
