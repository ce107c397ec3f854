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
      ja: 'プロキシがアプリケーションのUNIXソケットに{count, number}回接続できませんでした（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no failing unix socket.',
      ja: 'ログに、UNIXソケットへの接続失敗はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.proxySocket, metrics, window);
  },
});
