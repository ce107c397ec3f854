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
      en: 'The logs ({lines, number} lines) show no header too big for the proxy.',
      ja: 'ログ（{lines, number}行）に、プロキシのバッファ超過はありません。',
    },
    unknown: {
      en: 'There are such lines ({count, number}), but none near the failing minutes.',
      ja: '該当するログは{count, number}行ありますが、失敗した時間帯の近くにはありません。',
    },
  },
  run({ applicationLogs, metrics }) {
    return linesObservation(applicationLogs, meanings.proxyBigHeader, metrics);
  },
});
