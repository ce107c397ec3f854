import { defineCheck } from '../../domain/check.ts';
import { dependencyMeanings } from '../knowledge/dependency-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const nativeCrash = defineCheck({
  id: 'data/native-crash',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G8', 'G24', 'G27'],
  texts: {
    title: { en: 'a crash in native code or a plug-in', ja: 'ネイティブコードやプラグインの異常終了' },
    seen: {
      en: 'Native code, an extension or a plug-in crashed {count, number} times, last at {last}.',
      ja: 'ネイティブコード、拡張モジュールまたはプラグインの異常終了が{count, number}件記録されています（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no crash of native code or a plug-in.',
      ja: 'ログに、ネイティブコードやプラグインの異常終了はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {No log line could be read.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {ログを1行も読めませんでした。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, dependencyMeanings.nativeCrash, metrics, window);
  },
});
