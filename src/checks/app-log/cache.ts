import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const cacheLines = defineCheck({
  id: 'app-log/cache',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'medium',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G24', 'G27'],
  texts: {
    title: { en: 'errors of the cache', ja: 'キャッシュのエラー' },
    seen: {
      en: 'The application logged {count, number} errors of its cache, last at {last}.',
      ja: 'キャッシュ（Redisなど）のエラーが{count, number}件記録されています（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no error of a cache.',
      ja: 'ログに、キャッシュのエラーはありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.cache, metrics, window);
  },
});
