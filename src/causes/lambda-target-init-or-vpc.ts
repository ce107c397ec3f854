import { defineCause } from './define-cause.ts';

export const lambdaTargetInitOrVpc = defineCause({
  id: 'lambda-target-init-or-vpc',
  title: {
    en: 'Lambda cannot start the function’s environment',
    ja: 'Lambdaが関数の実行環境を起動できない',
  },
  mechanism: {
    en: 'Lambda cannot make another environment: no network interface or subnet address is left, a subnet, security group or key is gone or closed, or the package or runtime is not valid. Environments that already run go on.',
    ja: 'サブネットのIPアドレスやネットワークインターフェースの枯渇、サブネット・セキュリティグループ・KMSキーの削除や無効化、パッケージやランタイムの不備により、新しい実行環境を作れません。すでに動いている環境は処理を続けます。',
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
      check: 'lambda/reason-cannot-start',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'lambda/cannot-start',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html',
    },
    {
      check: 'lambda/blamed-on-function',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'lambda/blamed-on-lambda',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'lambda/not-invoked',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Requests that need a new environment are not served.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'It begins when the last address is taken or the key is closed.',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'More requests at once need more environments.',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Only what needs another environment fails.',
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
    [{ check: 'lambda/reason-cannot-start', is: 'seen' }],
    [
      { check: 'lambda/cannot-start', is: 'seen' },
      { check: 'lambda/function-target', is: 'seen' },
    ],
  ],
  runbook: 'lambda-target',
  mitigation: {
    en: 'Give back what is missing: free addresses or add a subnet, restore the security group, enable the key and its policy, point the alias to the package before.',
    ja: '不足を解消します。IPアドレスの解放やサブネットの追加、セキュリティグループの復元、KMSキーとポリシーの有効化、直前のパッケージへの切り戻しなどです。',
  },
  prevention: {
    en: 'Give functions subnets of their own with room for the peak, and protect keys and security groups in use from deletion.',
    ja: '関数には、ピークに余裕のある専用サブネットを割り当てます。使用中のキーやセキュリティグループは削除から保護します。',
  },
  verify: ['lambda/reason-cannot-start', 'lambda/cannot-start'],
  guide: ['G6', 'G12', 'G20'],
});
