import { defineCause } from './define-cause.ts';

export const appReturned502 = defineCause({
  id: 'app-returned-502',
  title: { en: 'The application itself answers 502', ja: 'アプリケーション自身が502を返している' },
  mechanism: {
    en: 'The application, a gateway for something behind it, answers 502 when that fails. The load balancer passes it on unchanged.',
    ja: 'アプリケーションが背後のサービスの中継役となり、その失敗時に自ら502を返しています。ロードバランサーはそのまま中継しているだけです。',
  },
  prior: 'ordinary',
  supports: [
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What breaks the requests is written by the application, and was not written before.',
    },
    {
      check: 'alb/502-from-target',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'almost-always',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'app-log/app-answers-502',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'app-log/dependency',
      strength: 'often',
      basis: 'reasoned',
      source: 'Clients log the host that did not answer.',
    },
    {
      check: 'alb/one-route',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    { check: 'app-log/cache', strength: 'sometimes', basis: 'reasoned', source: 'Cache clients log lost connections.' },
    {
      check: 'alb/low-rate-for-long',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/medplum/medplum/issues/2253',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
  ],
  inhibits: [],
  decidedBy: [
    [
      { check: 'alb/502-from-target', is: 'seen' },
      { check: 'app-log/app-answers-502', is: 'seen' },
    ],
    [
      { check: 'alb/502-from-target', is: 'seen' },
      { check: 'app-log/proxy-refused', is: 'not-seen' },
      { check: 'app-log/proxy-closed-early', is: 'not-seen' },
    ],
    [
      { check: 'alb/502-from-target', is: 'seen' },
      { check: 'app-log/dependency', is: 'seen' },
    ],
    // Without the access log its own lines say so, where the metric shows that it fails.
    [
      { check: 'app-log/app-answers-502', is: 'seen' },
      { check: 'alb/target-5xx-rise', is: 'seen' },
    ],
  ],
  // An application that answers 502 for something behind it, and what it was: one incident seen from its two ends.
  group: 'relayed-dependency',
  runbook: 'target-answers-502',
  mitigation: {
    en: 'Mend or bypass the service that the application’s log names.',
    ja: 'アプリケーションのログが示す依存先を復旧するか、迂回します。',
  },
  prevention: {
    en: 'Answer 503 or 504 with a body that names the cause; time limits and fallbacks for every dependency.',
    ja: '原因を示す本文とともに503や504を返すようにし、依存先ごとにタイムアウトと代替手段を用意します。',
  },
  verify: ['alb/502-from-target'],
  guide: ['G1', 'G15', 'G27'],
});
