import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const proxyBigHeaderLines = defineCheck({
  id: 'app-log/proxy-header-too-big',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G4', 'G24'],
  texts: {
    title: { en: 'response headers too big for the proxy', ja: 'プロキシのバッファを超えるレスポンスヘッダー' },
    seen: {
      en: 'The proxy rejected {count, number} responses because their headers exceed its buffer, last at {last}.',
      ja: 'プロキシが、バッファを超えるヘッダーを理由に{count, number}件の応答を拒否しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no header too big for the proxy.',
      ja: 'ログに、プロキシのバッファ超過はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.proxyBigHeader, metrics, window);
  },
});
