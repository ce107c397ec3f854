import { defineCheck } from '../../domain/check.ts';
import { dependencyMeanings } from '../knowledge/dependency-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const loginRefused = defineCheck({
  id: 'data/login-refused',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G12', 'G24', 'G27'],
  texts: {
    title: { en: 'a login or secret that is refused', ja: '認証情報の拒否' },
    seen: {
      en: 'The application’s login was refused or its secret was not found {count, number} times, last at {last}.',
      ja: 'アプリケーションの認証が拒否されたか、シークレットが見つからない旨が{count, number}件記録されています（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no refused login and no missing secret.',
      ja: 'ログに、認証の拒否やシークレットの欠落はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {No log line could be read.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {ログを1行も読めませんでした。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, dependencyMeanings.loginRefused, metrics, window);
  },
});
