import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const oomLines = defineCheck({
  id: 'app-log/oom',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'memory',
  guide: ['G9', 'G20', 'G24'],
  texts: {
    title: { en: 'lines of the kernel killing for memory', ja: 'メモリ不足による強制終了のログ' },
    seen: {
      en: 'The logs show {count, number} kills for memory, last at {last}.',
      ja: 'メモリ不足による強制終了がログに{count, number}件あります（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no kill for memory.',
      ja: 'ログに、メモリ不足による強制終了はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.oom, metrics, window);
  },
});
