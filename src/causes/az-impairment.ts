import { defineCause } from './define-cause.ts';

export const azImpairment = defineCause({
  id: 'az-impairment',
  title: { en: 'One zone is impaired', ja: '特定のアベイラビリティーゾーンで障害が起きている' },
  mechanism: {
    en: 'The targets of one zone fail while the others serve: host, network or a dependency of that zone.',
    ja: '1つのゾーンのターゲットだけが失敗しています（ホスト、ネットワーク、またはそのゾーンの依存先）。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'targets/one-zone',
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
      check: 'targets/unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'targets/health-check-timeout',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
  ],
  inhibits: [
    {
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It comes at a moment and hits hard; a thin trickle over hours is something else.',
    },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'All targets share it, so all are hit alike.',
    },
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [
    [
      { check: 'targets/one-zone', is: 'seen' },
      { check: 'alb/sudden-onset', is: 'seen' },
    ],
    [
      { check: 'targets/one-zone', is: 'seen' },
      { check: 'targets/unhealthy', is: 'seen' },
    ],
  ],
  runbook: 'one-target-or-zone',
  mitigation: {
    en: 'Shift traffic away from the zone (zonal shift).',
    ja: 'ゾーンシフトで該当ゾーンからトラフィックを退避します。',
  },
  prevention: {
    en: 'Zonal autoshift; capacity that bears the loss of a zone.',
    ja: 'ゾーンオートシフトを有効にし、1ゾーンの喪失に耐える容量を確保します。',
  },
  verify: ['targets/one-zone'],
  guide: ['G29', 'G31'],
});
