import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const proxyPassedOn502 = defineCheck({
  id: 'app-log/proxy-passed-on-502',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'proxy-line',
  guide: ['G2', 'G24'],
  texts: {
    title: { en: '502s that the proxy only passed on', ja: 'プロキシが中継しただけの502' },
    seen: {
      en: 'The proxy’s own timings show {count, number} 502s that it received whole from the application and passed on.',
      ja: 'プロキシの計測値によると、{count, number}件の502はアプリケーションが返したもので、プロキシは中継しただけです。',
    },
    'not-seen': {
      en: 'The logs show no 502 that a proxy passed on.',
      ja: 'ログに、プロキシが中継した502はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.proxyPassedOn502, metrics, window);
  },
});
