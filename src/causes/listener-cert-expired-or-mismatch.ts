import { defineCause } from './define-cause.ts';

export const listenerCertExpiredOrMismatch = defineCause({
  id: 'listener-cert-expired-or-mismatch',
  title: {
    en: 'The listener’s certificate is not valid for the clients',
    ja: 'リスナーの証明書がクライアントに受け入れられない',
  },
  mechanism: {
    en: 'Certificate expired, or its names do not hold the host: clients end the TLS handshake and get no HTTP status at all. A gateway in front of the load balancer may turn that into a 502 of its own.',
    ja: '証明書の期限切れ、またはホスト名の不一致です。クライアントはTLSハンドシェイクを中断し、HTTPステータスは返りません。手前に別のゲートウェイがあると、そこが502を返すことがあります。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'tls/listener-certificate-expired',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html',
    },
    {
      check: 'tls/host-not-covered',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html',
    },
    {
      check: 'alb/client-tls-errors',
      strength: 'almost-always',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'tls/client-handshakes-fail',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-connection-logs.html',
    },
  ],
  inhibits: [
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'Clients that end the handshake send no request: these are not 502s of this load balancer.',
    },
    {
      check: 'alb/502-from-target',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'Clients that end the handshake send no request: these are not 502s of its targets.',
    },
  ],
  decidedBy: [
    [
      { check: 'tls/listener-certificate-expired', is: 'seen' },
      { check: 'alb/client-tls-errors', is: 'seen' },
    ],
    [
      { check: 'tls/host-not-covered', is: 'seen' },
      { check: 'alb/client-tls-errors', is: 'seen' },
    ],
    [
      { check: 'tls/listener-certificate-expired', is: 'seen' },
      { check: 'tls/client-handshakes-fail', is: 'seen' },
    ],
    [
      { check: 'tls/host-not-covered', is: 'seen' },
      { check: 'tls/client-handshakes-fail', is: 'seen' },
    ],
  ],
  runbook: 'triage',
  mitigation: {
    en: 'Attach a valid certificate to the listener (ModifyListener).',
    ja: '有効な証明書をリスナーに設定します（ModifyListener）。',
  },
  prevention: {
    en: 'Certificates from ACM with DNS validation, and an alarm on DaysToExpiry.',
    ja: 'ACMのDNS検証で自動更新し、DaysToExpiryにアラームを設定します。',
  },
  verify: ['alb/client-tls-errors', 'tls/listener-certificate-expired', 'tls/host-not-covered'],
  guide: ['G8', 'G17'],
});
