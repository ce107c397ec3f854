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
      en: 'The logs show no connection closed on the proxy.',
      ja: 'ログに、プロキシとの接続の途中切断はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.proxyClosed, metrics, window);
  },
});
