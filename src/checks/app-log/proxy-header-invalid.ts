import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const proxyBadHeaderLines = defineCheck({
  id: 'app-log/proxy-header-invalid',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G15', 'G24'],
  texts: {
    title: { en: 'responses that the proxy could not parse', ja: 'プロキシが解釈できない応答' },
    seen: {
      en: 'The proxy could not parse {count, number} responses of the application, last at {last}.',
      ja: 'プロキシがアプリケーションの応答を{count, number}件解釈できませんでした（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no response that the proxy could not parse.',
      ja: 'ログに、プロキシが解釈できない応答はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.proxyBadHeader, metrics, window);
  },
});
