import { defineCheck } from '../../domain/check.ts';
import { gateAnswer, groupCalls } from '../reading/gates.ts';

export const loadBalancerEgressBlocked = defineCheck({
  id: 'network/load-balancer-egress-blocked',
  layer: 'load-balancer',
  needs: ['network', 'targetGroups', 'targetHealth'],
  uses: ['changes', 'accessLog'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G13', 'G18'],
  checklist: 'network',
  texts: {
    title: {
      en: 'a security group that keeps the load balancer in',
      ja: 'ロードバランサーからの送信を遮断するセキュリティグループ',
    },
    seen: {
      en: 'The load balancer’s own security groups let nothing out to {count, number} of {total, number} targets on their port.',
      ja: 'ロードバランサー自身のセキュリティグループに、ターゲット{total, number}個中{count, number}個のポートへの送信を許可するルールがありません。',
    },
    'not-seen': {
      en: 'The load balancer’s security groups let it reach the ports of all {total, number} targets.',
      ja: 'ロードバランサーのセキュリティグループは、ターゲット{total, number}個すべてのポートへの送信を許可しています。',
    },
    'not-applicable': {
      en: 'No target has an address in the network.',
      ja: 'ネットワーク上のアドレスを持つターゲットはありません。',
    },
    unknown: {
      en: 'The rules that decide were not all read, were changed during the window, or contradict what the health checks find.',
      ja: '判断に必要なルールをすべて読み取れていないか、対象期間中に変更されたか、ヘルスチェックの結果と食い違っています。',
    },
  },
  run(evidence, { window }) {
    return gateAnswer(evidence, window, { gates: ['balancer-group'], purpose: 'traffic', changedBy: groupCalls });
  },
});
