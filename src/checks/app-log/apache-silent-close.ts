import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const apacheCloseLines = defineCheck({
  id: 'app-log/apache-silent-close',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G24', 'G27'],
  texts: {
    title: { en: 'Apache failing to read from its backend', ja: 'Apacheのバックエンド読み取り失敗' },
    seen: {
      en: 'Apache failed to read from the backend behind it {count, number} times, last at {last}; it then closes the connection without an answer.',
      ja: 'Apacheが背後のバックエンドからの読み取りに{count, number}回失敗しました（最終 {last}）。この場合、応答せずに接続を閉じます。',
    },
    'not-seen': {
      en: 'The logs show no failed read of Apache from a backend.',
      ja: 'ログに、Apacheのバックエンド読み取り失敗はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.apacheClose, metrics, window);
  },
});
