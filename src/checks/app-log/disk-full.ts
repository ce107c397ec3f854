import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const diskFullLines = defineCheck({
  id: 'app-log/disk-full',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G9', 'G23'],
  texts: {
    title: { en: 'the disk full', ja: 'ディスクの空き容量不足' },
    seen: {
      en: 'A process could not write to its disk {count, number} times, last at {last}.',
      ja: 'ディスクへの書き込み失敗が{count, number}回発生しました（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no full disk.',
      ja: 'ログに、ディスク容量不足はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.disk, metrics, window);
  },
});
