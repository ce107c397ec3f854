import { defineCheck } from '../../domain/check.ts';
import { gateAnswer, groupCalls } from '../reading/gates.ts';

export const securityGroupBlocksTraffic = defineCheck({
  id: 'network/security-group-blocks-traffic',
  layer: 'load-balancer',
  needs: ['network', 'targetGroups', 'targetHealth'],
  uses: ['changes', 'accessLog'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G13', 'G18', 'G21'],
  checklist: 'network',
  texts: {
    title: {
      en: 'a security group that keeps requests from the targets',
      ja: 'ターゲットへのリクエストを遮断するセキュリティグループ',
    },
    seen: {
      en: 'No rule of the security groups on {count, number} of {total, number} targets lets the load balancer in on the port that requests go to.',
      ja: 'ターゲット{total, number}個中{count, number}個で、リクエストを送るポートへのロードバランサーからの通信を許可するルールがセキュリティグループにありません。',
    },
    'not-seen': {
      en: 'The security groups of all {total, number} targets let the load balancer in on the port that requests go to.',
      ja: 'ターゲット{total, number}個すべてのセキュリティグループが、リクエスト用ポートへのロードバランサーからの通信を許可しています。',
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
    return gateAnswer(evidence, window, { gates: ['target-group'], purpose: 'traffic', changedBy: groupCalls });
  },
});
