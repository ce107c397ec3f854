import { defineCheck } from '../../domain/check.ts';
import { functionChangeNearOnset } from '../reading/function-changes.ts';

const NAMES = /^(UpdateFunctionCode|UpdateFunctionConfiguration|UpdateAlias|PublishVersion|CreateAlias)/;

export const releaseNearOnset = defineCheck({
  id: 'lambda/release-near-onset',
  layer: 'change',
  needs: ['functions', 'changes', 'metrics'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'change',
  guide: ['G6', 'G22', 'G27', 'G33'],
  texts: {
    title: { en: 'a new version of the function just before the onset', ja: '発生直前の関数の更新' },
    seen: {
      en: 'The function was given new code or settings {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}} before the first failures.',
      ja: '失敗が出始める{minutes, plural, =0 {直前} other {#分前}}に、関数のコードまたは設定が更新されています。',
    },
    'not-seen': {
      en: 'Code and settings of the function were not touched in the ten minutes before the first failures.',
      ja: '失敗が出始める前の10分間に、関数のコードや設定は更新されていません。',
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
