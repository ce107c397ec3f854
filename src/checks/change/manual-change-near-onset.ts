import { defineCheck } from '../../domain/check.ts';
import { changeNearOnset, manualChangesOf } from '../reading/changes.ts';

export const manualChangeNearOnset = defineCheck({
  id: 'change/manual-change-near-onset',
  layer: 'change',
  needs: ['changes', 'metrics'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'rare',
  nature: 'change',
  family: 'config',
  guide: ['G12', 'G13', 'G22'],
  texts: {
    title: { en: 'a setting changed by hand just before the onset', ja: '発生直前の手作業による設定変更' },
    seen: {
      en: 'A setting on this path was changed by hand (console or command line) {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}} before the first failures.',
      ja: '失敗が出始める{minutes, plural, =0 {直前} other {#分前}}に、この経路の設定が手作業（コンソールまたはコマンド）で変更されています。',
    },
    'not-seen': {
      en: 'No setting on this path was changed by hand in the ten minutes before the first failures.',
      ja: '失敗が出始める前の10分間に、この経路の設定の手作業による変更はありません。',
    },
  },
  run({ changes, metrics, accessLog }, { window }) {
    return changeNearOnset(metrics, window, accessLog, manualChangesOf(changes));
  },
});
