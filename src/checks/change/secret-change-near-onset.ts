import { defineCheck } from '../../domain/check.ts';
import { changeNearOnset, changesOfKind } from '../reading/changes.ts';
import { MINUTE } from '../reading/failures.ts';

/** A changed secret bites when a process next reads it: at its start, or when a kept connection ends. */
const BEFORE = 60 * MINUTE;

export const secretChangeNearOnset = defineCheck({
  id: 'change/secret-change-near-onset',
  layer: 'change',
  needs: ['changes', 'metrics'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'rare',
  nature: 'change',
  guide: ['G12', 'G22', 'G27'],
  texts: {
    title: { en: 'a change of a secret or parameter before the onset', ja: '発生前のシークレット・パラメータ変更' },
    seen: {
      en: 'A secret or parameter that the services are given was changed {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}} before the first failures.',
      ja: '失敗が出始める{minutes, plural, =0 {直前} other {#分前}}に、サービスに渡されるシークレットまたはパラメータが変更されています。',
    },
    'not-seen': {
      en: 'No secret or parameter that the task definitions name was changed in the hour before the first failures.',
      ja: '失敗が出始める前の1時間に、タスク定義が参照するシークレット・パラメータの変更はありません。',
    },
  },
  run({ changes, metrics, accessLog }, { window }) {
    return changeNearOnset(metrics, window, accessLog, changesOfKind(changes, 'secret'), BEFORE);
  },
});
