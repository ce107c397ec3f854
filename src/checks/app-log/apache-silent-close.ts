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
      en: 'The logs ({lines, number} lines) show no failed read of Apache from a backend.',
      ja: 'ログ（{lines, number}行）に、Apacheのバックエンド読み取り失敗はありません。',
    },
    unknown: {
      en: 'There are such lines ({count, number}), but none near the failing minutes.',
      ja: '該当するログは{count, number}行ありますが、失敗した時間帯の近くにはありません。',
    },
  },
  run({ applicationLogs, metrics }) {
    return linesObservation(applicationLogs, meanings.apacheClose, metrics);
  },
});
