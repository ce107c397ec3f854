import { defineCheck } from '../../domain/check.ts';
import { failingFunctions } from '../reading/functions.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';

export const policyLacksLoadBalancer = defineCheck({
  id: 'lambda/policy-lacks-load-balancer',
  layer: 'service',
  needs: ['functions', 'targetGroups'],
  uses: ['accessLog', 'resourceMetrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G6', 'G12', 'G18'],
  texts: {
    title: { en: 'a function policy without the load balancer', ja: 'ロードバランサーを許可していない関数のポリシー' },
    seen: {
      en: 'The policy of {names} lets no elasticloadbalancing.amazonaws.com invoke it for this target group.',
      ja: '{names} のリソースポリシーに、このターゲットグループからの呼び出し（elasticloadbalancing.amazonaws.com）の許可がありません。',
    },
    'not-seen': {
      en: 'The policy of {names} lets the load balancer invoke it.',
      ja: '{names} のリソースポリシーは、ロードバランサーからの呼び出しを許可しています。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run({ functions, targetGroups, accessLog, resourceMetrics }, { window }) {
    const failing = failingFunctions(functions, { targetGroups, accessLog, resourceMetrics }, window);
    if (failing.length === 0) return notApplicable();
    const shut = failing.filter(({ invokableByLoadBalancer }) => invokableByLoadBalancer === false);
    if (shut.length > 0) return seen({ names: shut.map(({ arn }) => nameOf(arn)).join(', ') });
    const known = failing.every(({ invokableByLoadBalancer }) => invokableByLoadBalancer === true);
    return known ? notSeen({ names: failing.map(({ arn }) => nameOf(arn)).join(', ') }) : unknown('ambiguous');
  },
});

function nameOf(arn: string): string {
  return arn.split(':').slice(6).join(':');
}
