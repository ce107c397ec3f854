import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const crashLines = defineCheck({
  id: 'app-log/crash',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  family: 'crash',
  guide: ['G5', 'G15', 'G20', 'G27'],
  texts: {
    title: { en: 'crash lines of the application', ja: 'アプリケーションのクラッシュを示すログ' },
    seen: {
      en: 'The application logged {count, number} crashes (uncaught exception, panic, segfault), last at {last}.',
      ja: 'アプリケーションのログにクラッシュ（未捕捉の例外、panic、セグメンテーション違反など）が{count, number}件あります（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no crash.',
      ja: 'ログにクラッシュの記録はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.crash, metrics, window);
  },
});
