import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const filesExhaustedLines = defineCheck({
  id: 'app-log/files-exhausted',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G9', 'G20', 'G42'],
  texts: {
    title: { en: 'file descriptors used up', ja: 'ファイルディスクリプターの枯渇' },
    seen: {
      en: 'A process ran out of file descriptors {count, number} times, last at {last}.',
      ja: 'ファイルディスクリプターの枯渇が{count, number}回発生しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no exhausted file descriptors.',
      ja: 'ログに、ファイルディスクリプターの枯渇はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.files, metrics, window);
  },
});
