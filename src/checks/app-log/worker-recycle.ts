import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const workerRecycleLines = defineCheck({
  id: 'app-log/worker-recycle',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'low',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G24'],
  texts: {
    title: { en: 'workers restarted on purpose', ja: '意図的なワーカーの再起動' },
    seen: {
      en: 'The server restarted workers on purpose {count, number} times (request or memory limit), last at {last}.',
      ja: 'サーバーがワーカーを意図的に{count, number}回再起動しました（リクエスト数やメモリの上限による。最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no planned restart of workers.',
      ja: 'ログに、意図的なワーカー再起動はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.recycle, metrics, window);
  },
});
