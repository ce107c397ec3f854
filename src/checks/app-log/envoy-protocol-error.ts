import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const envoyProtocolLines = defineCheck({
  id: 'app-log/envoy-protocol-error',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'proxy-line',
  guide: ['G2', 'G24'],
  texts: {
    title: {
      en: 'protocol errors between Envoy and the application',
      ja: 'Envoyとアプリケーション間のプロトコルエラー',
    },
    seen: {
      en: 'Envoy rejected the application’s answer as a protocol error (flag UPE) {count, number} times, last at {last}.',
      ja: 'Envoyがアプリケーションの応答をプロトコルエラー（フラグUPE）として{count, number}回拒否しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no protocol error (UPE) of Envoy.',
      ja: 'ログに、Envoyのプロトコルエラー（UPE）はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.envoyProtocol, metrics, window);
  },
});
