import { defineCause } from './define-cause.ts';

export const configDrift = defineCause({
  id: 'config-drift',
  title: { en: 'A setting was changed by hand', ja: '手作業による設定変更' },
  mechanism: {
    en: 'Somebody changed the load balancer, a target group, a security group or a route by hand, past the code that describes them, and the failures began.',
    ja: 'ロードバランサーやターゲットグループ、セキュリティグループ、ルートが、構成管理を通さず手作業で変更され、その直後から失敗が始まっています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'change/manual-change-near-onset',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'What was changed by hand shows within minutes of it.',
    },
    {
      check: 'change/config-change-near-onset',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It is one of the changes to the path.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'usually',
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
      check: 'alb/most-requests-fail',
      strength: 'often',
      basis: 'reasoned',
      source: 'A setting holds for every request.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/all-unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
  ],
  inhibits: [
    {
      check: 'alb/low-rate-for-long',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'It comes at a moment and hits hard; a thin trickle over hours is something else.',
    },
  ],
  decidedBy: [
    [
      { check: 'change/manual-change-near-onset', is: 'seen' },
      { check: 'alb/sudden-onset', is: 'seen' },
      { check: 'change/deploy-near-onset', is: 'not-seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: { en: 'Take the change back.', ja: '変更を元に戻します。' },
  prevention: {
    en: 'Settings in code, drift detection, and no write rights for people in production.',
    ja: '設定をコードで管理してドリフトを検出し、本番では人に書き込み権限を与えないようにします。',
  },
  verify: ['change/manual-change-near-onset', 'alb/502-from-load-balancer'],
  guide: ['G12', 'G13', 'G26'],
});
