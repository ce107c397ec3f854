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
    title: { en: 'lines of the kernel killing for memory', ja: 'カーネルのメモリ不足による強制終了ログ' },
    seen: {
      en: 'The logs show {count, number} kills for memory, last at {last}.',
      ja: 'メモリ不足による強制終了がログに{count, number}件あります（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs ({lines, number} lines) show no kill for memory.',
      ja: 'ログ（{lines, number}行）に、メモリ不足による強制終了はありません。',
    },
    unknown: {
      en: 'There are such lines ({count, number}), but none near the failing minutes.',
      ja: '該当するログは{count, number}行ありますが、失敗した時間帯の近くにはありません。',
    },
  },
  run({ applicationLogs, metrics }) {
    return linesObservation(applicationLogs, meanings.oom, metrics);
  },
});
