import { defineCheck } from '../../domain/check.ts';
import { lambdaLines } from '../knowledge/lambda-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';
import { notApplicable } from '../reading/observe.ts';

export const errorLines = defineCheck({
  id: 'lambda/error-lines',
  layer: 'logs',
  needs: ['applicationLogs', 'targetGroups'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  family: 'lambda-lines',
  guide: ['G6', 'G24', 'G27', 'G40'],
  texts: {
    title: { en: 'errors of the runtime in the function’s log', ja: '関数のログの実行時エラー' },
    seen: {
      en: 'The function’s log holds {count, number} errors that the runtime reported (exception, import error, exit), last at {last}.',
      ja: '関数のログに、ランタイムが報告したエラー（例外、読み込みの失敗、異常終了）が{count, number}件あります（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs hold no error of the Lambda runtime.',
      ja: 'ログにLambdaランタイムのエラーはありません。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {No log line could be read.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {ログを1行も読めませんでした。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, targetGroups, metrics }, { window }) {
    if (!targetGroups.some(({ targetType }) => targetType === 'lambda')) return notApplicable();
    return linesObservation(applicationLogs, lambdaLines.lambdaError, metrics, window);
  },
});
