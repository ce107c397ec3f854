import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const startFailureLines = defineCheck({
  id: 'app-log/start-failure',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G5', 'G15', 'G20', 'G27'],
  texts: {
    title: { en: 'the application failing to start', ja: 'アプリケーションの起動失敗' },
    seen: {
      en: 'The application failed to start {count, number} times (setting, secret, module, migration), last at {last}.',
      ja: 'アプリケーションの起動が{count, number}回失敗しています（設定、シークレット、モジュール、マイグレーションなど。最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no failed start.',
      ja: 'ログに、起動失敗の記録はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.startFailure, metrics, window);
  },
});
