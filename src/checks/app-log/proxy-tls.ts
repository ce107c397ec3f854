import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const proxyTlsLines = defineCheck({
  id: 'app-log/proxy-tls',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G17', 'G24'],
  texts: {
    title: { en: 'TLS failing between proxy and application', ja: 'プロキシとアプリケーション間のTLS失敗' },
    seen: {
      en: 'TLS between the proxy and the application failed {count, number} times, last at {last}.',
      ja: 'プロキシとアプリケーション間のTLSが{count, number}回失敗しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no TLS failure behind the proxy.',
      ja: 'ログに、プロキシとアプリケーション間のTLS失敗はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.proxyTls, metrics, window);
  },
});
