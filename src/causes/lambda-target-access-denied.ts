import { defineCause } from './define-cause.ts';

export const lambdaTargetAccessDenied = defineCause({
  id: 'lambda-target-access-denied',
  title: {
    en: 'The load balancer is not allowed to invoke the function',
    ja: 'ロードバランサーに関数の呼び出しが許可されていない',
  },
  mechanism: {
    en: 'The function’s policy has no statement for elasticloadbalancing.amazonaws.com and this target group, or has it for another alias. Every request ends with a 502, and the function never runs.',
    ja: '関数のポリシーに、このターゲットグループからの呼び出しを許可する記述（elasticloadbalancing.amazonaws.com）がないか、別のエイリアスに付いています。関数は実行されず、すべてのリクエストが502になります。',
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
      check: 'lambda/reason-access-denied',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'lambda/policy-lacks-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html',
    },
    {
      check: 'lambda/not-invoked',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'Nobody lets the requests in.',
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
    [{ check: 'lambda/reason-access-denied', is: 'seen' }],
    [
      { check: 'lambda/policy-lacks-load-balancer', is: 'seen' },
      { check: 'lambda/not-invoked', is: 'seen' },
    ],
    [
      { check: 'lambda/policy-lacks-load-balancer', is: 'seen' },
      { check: 'alb/502-from-load-balancer', is: 'seen' },
    ],
  ],
  runbook: 'lambda-target',
  mitigation: {
    en: 'Add the permission again: aws lambda add-permission with principal elasticloadbalancing.amazonaws.com, the alias as qualifier and the target group as source ARN.',
    ja: '許可を付け直します。aws lambda add-permission で、プリンシパルに elasticloadbalancing.amazonaws.com、修飾子にエイリアス、ソースARNにターゲットグループを指定します。',
  },
  prevention: {
    en: 'Keep the permission in the same stack as the target group, for the alias that is registered.',
    ja: '許可は、登録しているエイリアスに対して、ターゲットグループと同じIaCスタックで管理します。',
  },
  verify: ['lambda/policy-lacks-load-balancer', 'alb/502-from-load-balancer'],
  guide: ['G6', 'G12', 'G18'],
});
