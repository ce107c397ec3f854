import { defineCause } from './define-cause.ts';

export const lambdaServiceError = defineCause({
  id: 'lambda-service-error',
  title: {
    en: 'Lambda itself, or the way to it, fails',
    ja: 'Lambdaのサービス側または接続の障害',
  },
  mechanism: {
    en: 'The load balancer reaches Lambda badly or not at all, or Lambda answers with an error of its own. Nothing is wrong with the function.',
    ja: 'ロードバランサーからLambdaへの接続がうまくいかないか、Lambdaがサービス側のエラーを返しています。関数に問題はありません。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'lambda/function-target',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/lambda-error-reason',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'lambda/reason-service',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'lambda/blamed-on-lambda',
      strength: 'almost-always',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'lambda/not-invoked',
      strength: 'often',
      basis: 'reasoned',
      source: 'What fails on the way does not run.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'An event of the service begins at one moment.',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Single failures of a large service are spread over time.',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The service does not know what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [[{ check: 'lambda/reason-service', is: 'seen' }], [{ check: 'lambda/blamed-on-lambda', is: 'seen' }]],
  runbook: 'lambda-target',
  mitigation: {
    en: 'Look at the AWS Health Dashboard for Lambda in this Region, retry idempotent requests, and shift traffic to another Region if you have one.',
    ja: 'AWS Health DashboardでこのリージョンのLambdaの状況を確認します。冪等なリクエストは再試行し、別リージョンがあればトラフィックを移します。',
  },
  prevention: {
    en: 'Let clients retry idempotent requests with jitter; keep a second Region warm for what must not fail.',
    ja: '冪等なリクエストはジッター付きで再試行させます。止められない機能には別リージョンを待機させておきます。',
  },
  verify: ['lambda/blamed-on-lambda', 'lambda/reason-service'],
  guide: ['G6', 'G10'],
});
