import { defineCheck } from '../../domain/check.ts';
import { functionChangeNearOnset } from '../reading/function-changes.ts';

const NAMES = /^(PutFunctionConcurrency|DeleteFunctionConcurrency|DeleteProvisionedConcurrency)/;

export const concurrencyCutNearOnset = defineCheck({
  id: 'lambda/concurrency-cut-near-onset',
  layer: 'change',
  needs: ['functions', 'changes', 'metrics'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'almost-never',
  nature: 'change',
  guide: ['G6', 'G22', 'G27', 'G33'],
  texts: {
    title: { en: 'reserved concurrency changed just before the onset', ja: '発生直前の同時実行数の変更' },
    seen: {
      en: 'The concurrency of the function was changed {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}} before the first failures.',
      ja: '失敗が出始める{minutes, plural, =0 {直前} other {#分前}}に、関数の同時実行数の設定が変更されています。',
    },
    'not-seen': {
      en: 'The concurrency of the function was not changed in the ten minutes before the first failures.',
      ja: '失敗が出始める前の10分間に、同時実行数の設定変更はありません。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run(evidence, { window }) {
    return functionChangeNearOnset(evidence, window, NAMES);
  },
});
