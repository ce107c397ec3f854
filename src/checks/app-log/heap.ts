import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const heapLines = defineCheck({
  id: 'app-log/heap',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  family: 'crash',
  guide: ['G20', 'G27'],
  texts: {
    title: { en: 'the runtime out of heap memory', ja: 'ランタイムのヒープ不足' },
    seen: {
      en: 'The runtime ran out of heap memory {count, number} times, last at {last}.',
      ja: 'ランタイムのヒープ不足が{count, number}回発生しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no exhausted heap.',
      ja: 'ログにヒープ不足の記録はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.heap, metrics, window);
  },
});
