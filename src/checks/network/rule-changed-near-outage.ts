import { defineCheck } from '../../domain/check.ts';
import { groupCalls } from '../reading/gates.ts';
import { changeNearOutage, groupIds } from '../reading/network-changes.ts';

export const ruleChangedNearOutage = defineCheck({
  id: 'network/rule-changed-near-outage',
  layer: 'change',
  needs: ['changes', 'metrics', 'network'],
  severity: 'high',
  leak: 'rare',
  nature: 'change',
  family: 'config',
  guide: ['G13', 'G22', 'G26'],
  texts: {
    title: {
      en: 'a change of exactly these security groups just before the onset',
      ja: '発生直前の、この経路のセキュリティグループの変更',
    },
    seen: {
      en: 'A security group of the load balancer or its targets was changed {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}} before the load balancer’s errors began.',
      ja: 'ロードバランサーのエラーが始まる{minutes, plural, =0 {直前} other {#分前}}に、ロードバランサーまたはターゲットのセキュリティグループが変更されています。',
    },
    'not-seen': {
      en: 'No security group of the load balancer or its targets was changed in the ten minutes before the errors began.',
      ja: 'エラーが始まる前の10分間に、ロードバランサーとターゲットのセキュリティグループは変更されていません。',
    },
  },
  run({ changes, metrics, network }, { window }) {
    return changeNearOutage(metrics, window, changes, groupCalls, groupIds(network));
  },
});
