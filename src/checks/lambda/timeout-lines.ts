import { defineCheck } from '../../domain/check.ts';
import { lambdaLines } from '../knowledge/lambda-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';
import { notApplicable } from '../reading/observe.ts';

export const timeoutLines = defineCheck({
  id: 'lambda/timeout-lines',
  layer: 'logs',
  needs: ['applicationLogs', 'targetGroups'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'lambda-lines',
  guide: ['G6', 'G24', 'G27', 'G40'],
  texts: {
    title: { en: '“Task timed out” in the function’s log', ja: '関数のログの「Task timed out」' },
    seen: {
      en: 'The function’s log says {count, number} times that Lambda ended it for its timeout (“Task timed out”), last at {last}.',
      ja: '関数のログに、タイムアウトによる打ち切り（Task timed out）が{count, number}件あります（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs hold no “Task timed out”.',
      ja: 'ログに「Task timed out」はありません。',
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
    return linesObservation(applicationLogs, lambdaLines.lambdaTimeout, metrics, window);
  },
});
