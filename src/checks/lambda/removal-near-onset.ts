import { defineCheck } from '../../domain/check.ts';
import { functionChangeNearOnset } from '../reading/function-changes.ts';

const NAMES = /^(RemovePermission|DeleteFunction|DeleteAlias)/;

export const removalNearOnset = defineCheck({
  id: 'lambda/removal-near-onset',
  layer: 'change',
  needs: ['functions', 'changes', 'metrics'],
  uses: ['accessLog'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'change',
  guide: ['G6', 'G22', 'G27', 'G33'],
  texts: {
    title: {
      en: 'a permission, alias or function removed just before the onset',
      ja: '発生直前の権限・エイリアス・関数の削除',
    },
    seen: {
      en: 'A permission, an alias or the function itself was removed {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}} before the first failures.',
      ja: '失敗が出始める{minutes, plural, =0 {直前} other {#分前}}に、呼び出しの許可、エイリアス、関数のいずれかが削除されています。',
    },
    'not-seen': {
      en: 'No permission, alias or function was removed in the ten minutes before the first failures.',
      ja: '失敗が出始める前の10分間に、呼び出しの許可、エイリアス、関数の削除はありません。',
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
