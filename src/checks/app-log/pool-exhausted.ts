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
    title: { en: 'all workers or threads busy', ja: 'ワーカーやスレッドの枯渇' },
    seen: {
      en: 'The server had no free worker or thread {count, number} times, last at {last}.',
      ja: 'サーバーの空きワーカー（スレッド）がなくなる状態が{count, number}回発生しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no exhausted worker or thread pool.',
      ja: 'ログに、ワーカーやスレッドの枯渇はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.pool, metrics, window);
  },
});
