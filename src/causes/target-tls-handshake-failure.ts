import { defineCause } from './define-cause.ts';

export const targetTlsHandshakeFailure = defineCause({
  id: 'target-tls-handshake-failure',
  title: { en: 'The TLS handshake with the target fails', ja: 'ターゲットとのTLSハンドシェイクが失敗している' },
  mechanism: {
    en: 'Load balancer and target share no protocol or cipher, or the port speaks no TLS. An expired or self-signed certificate is not the reason: the load balancer does not check it.',
    ja: 'ロードバランサーとターゲットで使えるプロトコルや暗号が一致しないか、ポートがTLSに対応していません。期限切れや自己署名の証明書は原因になりません（検証されないため）。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/new-error-at-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Applications often write about it in their own words when it begins.',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/tls-negotiation-errors',
      strength: 'almost-always',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'targets/https-target-group',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-check-refused',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'app-log/tls',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The side that refuses a handshake logs the alert.',
    },
    {
      check: 'change/config-change-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'A wrong setting shows within minutes of being made.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'often',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'targets/all-unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'network/health-log-resets',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-health-check-logs.html',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [
    [{ check: 'alb/tls-negotiation-errors', is: 'seen' }],
    [
      { check: 'targets/https-target-group', is: 'seen' },
      { check: 'app-log/tls', is: 'seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Undo the change of TLS settings; use a plain HTTP target group for the time being.',
    ja: 'TLS設定の変更を元に戻すか、一時的にHTTPのターゲットグループを使います。',
  },
  prevention: {
    en: 'Test the handshake with every image; pin suites that both sides support.',
    ja: 'イメージごとにハンドシェイクをテストし、双方が対応する暗号スイートを固定します。',
  },
  verify: ['alb/tls-negotiation-errors'],
  guide: ['G8', 'G17'],
});
