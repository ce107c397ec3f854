import { defineCheck } from '../../domain/check.ts';
import { aclCalls, gateAnswer } from '../reading/gates.ts';

export const aclBlocksReplies = defineCheck({
  id: 'network/acl-blocks-replies',
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
      en: 'a network ACL that denies the targets’ replies',
      ja: 'ターゲットからの戻り通信を拒否するネットワークACL',
    },
    seen: {
      en: 'A network ACL denies replies from {count, number} of {total, number} targets: the load balancer needs all of the ports 1024 to 65535 for them.',
      ja: 'ネットワークACLが、ターゲット{total, number}個中{count, number}個からの戻り通信を拒否しています。戻りにはエフェメラルポート1024～65535がすべて必要です。',
    },
    'not-seen': {
      en: 'The network ACLs let the replies of all {total, number} targets back to the load balancer (ports 1024 to 65535).',
      ja: 'ネットワークACLは、ターゲット{total, number}個すべてからの戻り通信（ポート1024～65535）を許可しています。',
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
    return gateAnswer(evidence, window, { gates: ['acl-reply'], purpose: 'traffic', changedBy: aclCalls });
  },
});
