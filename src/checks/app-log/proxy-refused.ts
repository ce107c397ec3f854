import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const proxyRefusedLines = defineCheck({
  id: 'app-log/proxy-refused',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'proxy-line',
  guide: ['G10', 'G24'],
  texts: {
    title: { en: 'the proxy refused by the application', ja: 'プロキシからアプリケーションへの接続拒否' },
    seen: {
      en: 'The proxy on the target was refused by the application behind it {count, number} times, last at {last}.',
      ja: 'ターゲット上のプロキシが、背後のアプリケーションに{count, number}回接続を拒否されました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no refused connection from proxy to application.',
      ja: 'ログに、プロキシからアプリケーションへの接続拒否はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.proxyRefused, metrics, window);
  },
});
