import { defineCheck } from '../../domain/check.ts';
import { changeNearOnset, configChangesOf } from '../reading/changes.ts';
import { failingGroups } from '../reading/failing-services.ts';

export const configChangeNearOnset = defineCheck({
  id: 'change/config-change-near-onset',
  layer: 'change',
  needs: ['changes', 'metrics'],
  uses: ['accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'change',
  family: 'config',
  guide: ['G12', 'G13', 'G22', 'G26'],
  texts: {
    title: { en: 'a change of load balancer or network settings just before the onset', ja: '発生直前の設定変更' },
    seen: {
      en: 'Settings on this path (load balancer, rules, target group or network) were changed {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}} before the first failures.',
      ja: '失敗が出始める{minutes, plural, =0 {直前} other {#分前}}に、この経路の設定（ロードバランサー、ルール、ターゲットグループ、ネットワーク）が変更されています。',
    },
    'not-seen': {
      en: 'No setting on this path was changed in the ten minutes before the first failures.',
      ja: '失敗が出始める前の10分間に、この経路の設定は変更されていません。',
    },
  },
  run({ changes, metrics, accessLog }, { window }) {
    const failing = failingGroups(accessLog, metrics, window);
    return changeNearOnset(metrics, window, accessLog, configChangesOf(changes, failing));
  },
});
