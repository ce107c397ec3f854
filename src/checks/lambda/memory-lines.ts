import { defineCheck } from '../../domain/check.ts';
import { lambdaLines } from '../knowledge/lambda-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';
import { notApplicable } from '../reading/observe.ts';

export const memoryLines = defineCheck({
  id: 'lambda/memory-lines',
  layer: 'logs',
  needs: ['applicationLogs', 'targetGroups'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'lambda-lines',
  guide: ['G6', 'G24', 'G27', 'G40'],
  texts: {
    title: { en: 'functions killed for memory', ja: 'メモリ不足で強制終了された関数' },
    seen: {
      en: 'The function’s log says {count, number} times that its process was killed (signal: killed, Runtime.OutOfMemory): the memory was used up; last at {last}.',
      ja: '関数のログに、メモリ不足による強制終了（signal: killed、Runtime.OutOfMemory）が{count, number}件あります（最終 {last}）。',
    },
    'not-seen': {
      en: 'The logs show no function killed for memory.',
      ja: 'ログにメモリ不足による関数の強制終了はありません。',
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
    return linesObservation(applicationLogs, lambdaLines.lambdaMemory, metrics, window);
  },
});
