import { defineCheck } from '../../domain/check.ts';
import { aclCalls, routeCalls } from '../reading/gates.ts';
import { changeNearOutage } from '../reading/network-changes.ts';

const either = new RegExp(`${aclCalls.source}|${routeCalls.source}`);

export const aclOrRouteChangedNearOutage = defineCheck({
  id: 'network/acl-or-route-changed-near-outage',
  layer: 'change',
  needs: ['changes', 'metrics', 'network'],
  severity: 'high',
  leak: 'rare',
  nature: 'change',
  family: 'config',
  guide: ['G13', 'G22', 'G26'],
  texts: {
    title: {
      en: 'a change of this VPC’s network ACLs or routes just before the onset',
      ja: '発生直前の、このVPCのネットワークACLまたはルートの変更',
    },
    seen: {
      en: 'A network ACL or route table of this VPC was changed {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}} before the load balancer’s errors began.',
      ja: 'ロードバランサーのエラーが始まる{minutes, plural, =0 {直前} other {#分前}}に、このVPCのネットワークACLまたはルートテーブルが変更されています。',
    },
    'not-seen': {
      en: 'No network ACL and no route of this VPC was changed in the ten minutes before the errors began.',
      ja: 'エラーが始まる前の10分間に、このVPCのネットワークACLとルートは変更されていません。',
    },
  },
  run({ changes, metrics, network }, { window }) {
    const ids = [...network.acls, ...network.routeTables, ...network.subnets].map(({ id }) => id);
    return changeNearOutage(metrics, window, changes, either, ids);
  },
});
