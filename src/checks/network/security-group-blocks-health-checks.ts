import { defineCheck } from '../../domain/check.ts';
import { gateAnswer, groupCalls } from '../reading/gates.ts';
import { notApplicable } from '../reading/observe.ts';

export const securityGroupBlocksHealthChecks = defineCheck({
  id: 'network/security-group-blocks-health-checks',
  layer: 'load-balancer',
  needs: ['network', 'targetGroups', 'targetHealth'],
  uses: ['changes', 'accessLog'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G13', 'G16', 'G18'],
  checklist: 'network',
  texts: {
    title: {
      en: 'a security group that keeps health checks from the targets',
      ja: 'ヘルスチェックを遮断するセキュリティグループ',
    },
    seen: {
      en: 'No rule lets the load balancer in on the port of the health check on {count, number} of {total, number} targets: they count as unhealthy however well they serve.',
      ja: 'ターゲット{total, number}個中{count, number}個で、ヘルスチェック用ポートへの通信が許可されていません。正常に応答できても異常と判定されます。',
    },
    'not-seen': {
      en: 'The port of the health check is open to the load balancer on all {total, number} targets.',
      ja: 'ターゲット{total, number}個すべてで、ヘルスチェック用ポートへの通信が許可されています。',
    },
    'not-applicable': {
      en: 'Health checks go to the port that requests go to.',
      ja: 'ヘルスチェックはリクエストと同じポートで行われています。',
    },
    unknown: {
      en: 'The rules that decide were not all read, were changed during the window, or contradict what the health checks find.',
      ja: '判断に必要なルールをすべて読み取れていないか、対象期間中に変更されたか、ヘルスチェックの結果と食い違っています。',
    },
  },
  run(evidence, { window }) {
    const own = evidence.targetGroups.filter(({ healthCheck: { port } }) => port !== null && port !== 'traffic-port');
    if (own.length === 0) return notApplicable();
    const asked = {
      gates: ['target-group', 'balancer-group'],
      purpose: 'health-check',
      changedBy: groupCalls,
    } as const;
    return gateAnswer({ ...evidence, targetGroups: own }, window, asked);
  },
});
