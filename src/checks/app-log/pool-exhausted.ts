import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const poolExhaustedLines = defineCheck({
  id: 'app-log/pool-exhausted',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  family: 'pool',
  guide: ['G9', 'G20', 'G42'],
  texts: {
    title: { en: 'all workers or threads busy', ja: 'ワーカー・スレッドの枯渇' },
    seen: {
      en: 'The server had no free worker or thread {count, number} times, last at {last}.',
      ja: 'サーバーの空きワーカー（スレッド）がなくなる状態が{count, number}回発生しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs ({lines, number} lines) show no exhausted worker or thread pool.',
      ja: 'ログ（{lines, number}行）に、ワーカーやスレッドの枯渇はありません。',
    },
    unknown: {
      en: 'There are such lines ({count, number}), but none near the failing minutes.',
      ja: '該当するログは{count, number}行ありますが、失敗した時間帯の近くにはありません。',
    },
  },
  run({ applicationLogs, metrics }) {
    return linesObservation(applicationLogs, meanings.pool, metrics);
  },
});
