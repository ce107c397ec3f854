import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const proxyTimeoutLines = defineCheck({
  id: 'app-log/proxy-timeout',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'medium',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'proxy-line',
  guide: ['G11', 'G24'],
  texts: {
    title: { en: 'the proxy giving up on the application', ja: 'プロキシの待ち時間切れ' },
    seen: {
      en: 'The proxy on the target stopped waiting for the application {count, number} times, last at {last}.',
      ja: 'ターゲット上のプロキシが、アプリケーションの応答待ちを{count, number}回打ち切りました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no proxy that gave up waiting.',
      ja: 'ログに、プロキシの待ち時間切れはありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.proxyTimeout, metrics, window);
  },
});
