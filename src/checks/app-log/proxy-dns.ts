import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const proxyDnsLines = defineCheck({
  id: 'app-log/proxy-dns',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G14', 'G24'],
  texts: {
    title: { en: 'the proxy unable to resolve its upstream', ja: 'プロキシの名前解決失敗' },
    seen: {
      en: 'The proxy could not resolve the name of its upstream {count, number} times, last at {last}.',
      ja: 'プロキシが転送先の名前を{count, number}回解決できませんでした（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no failed name resolution in the proxy.',
      ja: 'ログに、プロキシの名前解決失敗はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.proxyDns, metrics, window);
  },
});
