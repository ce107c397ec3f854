import { defineCause } from './define-cause.ts';

export const targetHostUnreachable = defineCause({
  id: 'target-host-unreachable',
  title: { en: 'Requests go to an address that nobody has any more', ja: 'すでに存在しないアドレスに送信している' },
  mechanism: {
    en: 'A registered address belongs to no interface: its task, pod or instance is gone and nobody deregistered it. The network answers that the host is unreachable, or nothing answers.',
    ja: '登録されたIPアドレスに対応するインターフェイスがありません。タスクやPod、インスタンスは消えたのに登録が残っており、到達不能の応答が返るか、何も返りません。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'network/address-without-interface',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'almost-always',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
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
      check: 'targets/unhealthy',
      strength: 'almost-always',
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
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'One stale address among others that serve.',
    },
    {
      check: 'network/connections-given-up',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'often',
      basis: 'reasoned',
      source: 'Where no ICMP message comes back, the connection times out instead.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'When no target can be reached, nearly every request fails.',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
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
      { check: 'network/address-without-interface', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'seen' },
    ],
    [
      { check: 'network/address-without-interface', is: 'seen' },
      { check: 'alb/504-rise-too', is: 'seen' },
    ],
    [
      { check: 'network/address-without-interface', is: 'seen' },
      { check: 'targets/one-target', is: 'seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: { en: 'Deregister the stale address.', ja: '使われていないアドレスを登録解除します。' },
  prevention: {
    en: 'Let a controller register and deregister; keep no addresses by hand.',
    ja: '登録と解除はコントローラーに任せ、IPアドレスを手作業で管理しないようにします。',
  },
  verify: ['network/address-without-interface', 'alb/connection-errors-follow'],
  guide: ['G13', 'G18'],
});
