import { defineCause } from './define-cause.ts';

export const lambdaTargetMissing = defineCause({
  id: 'lambda-target-missing',
  title: {
    en: 'The registered function or alias does not exist',
    ja: '登録された関数またはエイリアスが存在しない',
  },
  mechanism: {
    en: 'The target group still names a function, version or alias that was deleted or renamed. Every request ends with a 502.',
    ja: '削除または改名された関数・バージョン・エイリアスが、ターゲットグループに登録されたままです。すべてのリクエストが502になります。',
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
      check: 'lambda/reason-not-found',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'lambda/function-missing',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html',
    },
    {
      check: 'lambda/not-invoked',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'What is not there does not run.',
    },
    {
      check: 'lambda/removal-near-onset',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html',
    },
    {
      check: 'lambda/blamed-on-function',
      strength: 'usually',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'often',
      basis: 'reasoned',
      source: 'What stands between the load balancer and the function is the same for all requests.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Lambda does not know what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [
    [{ check: 'lambda/reason-not-found', is: 'seen' }],
    [
      { check: 'lambda/function-missing', is: 'seen' },
      { check: 'lambda/not-invoked', is: 'seen' },
    ],
    [
      { check: 'lambda/function-missing', is: 'seen' },
      { check: 'alb/502-from-load-balancer', is: 'seen' },
    ],
  ],
  runbook: 'lambda-target',
  mitigation: {
    en: 'Create the alias (or deploy the function) again under the same name, or register the one that exists.',
    ja: '同じ名前でエイリアス（または関数）を作り直すか、存在するものをターゲットに登録します。',
  },
  prevention: {
    en: 'Deregister before deleting, keep function and target group in one stack, and let nobody delete functions that are in use by hand.',
    ja: '削除する前に登録を解除し、関数とターゲットグループを同じスタックで管理します。使用中の関数は手作業で削除できないようにします。',
  },
  verify: ['lambda/function-missing', 'alb/502-from-load-balancer'],
  guide: ['G6', 'G12'],
});
