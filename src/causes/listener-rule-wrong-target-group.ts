import { defineCause } from './define-cause.ts';

export const listenerRuleWrongTargetGroup = defineCause({
  id: 'listener-rule-wrong-target-group',
  title: {
    en: 'A rule sends requests to the wrong target group',
    ja: 'ルールが誤ったターゲットグループに転送している',
  },
  mechanism: {
    en: 'A change of listener, rule or priority sends requests to a target group that is not made for them.',
    ja: 'リスナー、ルール、優先順位の変更により、想定外のターゲットグループへ転送されています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'routing/rule-changed-near-onset',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html',
    },
    {
      check: 'routing/one-group-fails',
      strength: 'often',
      basis: 'reasoned',
      source: 'The requests that went astray fail, the others do not.',
    },
    {
      check: 'routing/group-without-traffic-before',
      strength: 'often',
      basis: 'reasoned',
      source: 'The group was not made for this traffic and has not had it before.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'often',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'often',
      basis: 'reasoned',
      source: 'A group that nobody used has targets that do not listen.',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'When the rule is the one that carries most of the traffic.',
    },
    {
      check: 'alb/502-from-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A proxy that does not know the host or path may answer by itself.',
    },
    {
      check: 'change/config-change-near-onset',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'The change is one of the load balancer’s settings.',
    },
  ],
  inhibits: [
    {
      check: 'routing/failing-group-shares-a-rule',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Traffic that is shared by weight is meant to be shared.',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'It comes at a moment and hits hard; a thin trickle over hours is something else.',
    },
  ],
  decidedBy: [
    [
      { check: 'routing/rule-changed-near-onset', is: 'seen' },
      { check: 'routing/group-without-traffic-before', is: 'seen' },
      { check: 'routing/failing-group-shares-a-rule', is: 'not-seen' },
    ],
    [
      { check: 'routing/rule-changed-near-onset', is: 'seen' },
      { check: 'routing/group-without-traffic-before', is: 'seen' },
      { check: 'routing/one-group-fails', is: 'seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Put rule and priorities back (ModifyRule, SetRulePriorities).',
    ja: 'ルールと優先順位を元に戻します（ModifyRule、SetRulePriorities）。',
  },
  prevention: {
    en: 'Rules in code with a test of host and path for each.',
    ja: 'ルールをIaCで管理し、ホストとパスごとにテストします。',
  },
  verify: ['routing/one-group-fails', 'alb/502-from-load-balancer'],
  guide: ['G15', 'G18'],
});
