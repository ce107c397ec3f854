import { defineCheck } from '../../domain/check.ts';
import { aclCalls, gateAnswer } from '../reading/gates.ts';

export const aclBlocksRequests = defineCheck({
  id: 'network/acl-blocks-requests',
  layer: 'load-balancer',
  needs: ['network', 'targetGroups', 'targetHealth'],
  uses: ['changes', 'accessLog'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'acl',
  guide: ['G13', 'G18'],
  checklist: 'network',
  texts: {
    title: {
      en: 'a network ACL that denies requests to the targets',
      ja: 'ターゲットへの通信を拒否するネットワークACL',
    },
    seen: {
      en: 'A network ACL denies connections from the load balancer to {count, number} of {total, number} targets.',
      ja: 'ネットワークACLが、ロードバランサーからターゲット{total, number}個中{count, number}個への接続を拒否しています。',
    },
    'not-seen': {
      en: 'The network ACLs let connections through to all {total, number} targets.',
      ja: 'ネットワークACLは、ターゲット{total, number}個すべてへの接続を許可しています。',
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
    return gateAnswer(evidence, window, { gates: ['acl-request'], purpose: 'traffic', changedBy: aclCalls });
  },
});
