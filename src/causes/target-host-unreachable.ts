import { defineCause } from './define-cause.ts';

export const targetHostUnreachable = defineCause({
  id: 'target-host-unreachable',
  title: { en: 'A registered target does not exist any more', ja: '登録済みのターゲットが存在しない' },
  mechanism: {
    en: 'An instance was stopped, or an address was given back, but the target group still lists it: what is sent there finds nobody.',
    ja: 'インスタンスの停止やIPアドレスの解放後も、ターゲットグループに登録が残っています。送信先には応答する相手がいません。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'ec2/target-not-running',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'network/address-without-interface',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'usually',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'usually',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'targets/one-target',
      strength: 'often',
      basis: 'reasoned',
      source: 'All targets share it, so all are hit alike.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-check-timeout',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'targets/health-check-refused',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'often',
      basis: 'reasoned',
      source: 'Nothing is ever sent, so nothing can be cut off.',
    },
  ],
  decidedBy: [
    [
      { check: 'ec2/target-not-running', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'seen' },
    ],
    [
      { check: 'network/address-without-interface', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: { en: 'Deregister the target that is gone.', ja: '存在しないターゲットの登録を解除します。' },
  prevention: {
    en: 'Let the Auto Scaling group or a controller register targets; keep no addresses by hand.',
    ja: 'ターゲットの登録はAuto Scalingグループやコントローラーに任せ、IPアドレスを手で管理しないようにします。',
  },
  verify: ['ec2/target-not-running', 'network/address-without-interface'],
  guide: ['G29', 'G43'],
});
