import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const proxyReloadLines = defineCheck({
  id: 'app-log/proxy-reload',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'medium',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G24', 'G27'],
  texts: {
    title: { en: 'reloads of the proxy', ja: 'プロキシのリロード' },
    seen: {
      en: 'The proxy reloaded its configuration {count, number} times, last at {last}.',
      ja: 'プロキシが設定を{count, number}回リロードしています（最終 {last}）。',
    },
    'not-seen': { en: 'The logs show no reload of a proxy.', ja: 'ログに、プロキシのリロードはありません。' },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.proxyReload, metrics, window);
  },
});
