import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const headerTooLargeLines = defineCheck({
  id: 'app-log/header-too-large',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G4', 'G24'],
  texts: {
    title: { en: 'response headers over the limit', ja: '上限を超えるレスポンスヘッダー' },
    seen: {
      en: 'The logs name headers or cookies over a limit {count, number} times, last at {last}.',
      ja: 'ヘッダーまたはCookieの上限超過が{count, number}回記録されています（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs name no header over a limit.',
      ja: 'ログに、ヘッダーの上限超過はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.bigHeader, metrics, window);
  },
});
