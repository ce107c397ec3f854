import { defineCause } from './define-cause.ts';

export const fdExhaustion = defineCause({
  id: 'fd-exhaustion',
  title: { en: 'A process has no file descriptors left', ja: 'ファイルディスクリプターが枯渇している' },
  mechanism: {
    en: 'Sockets are files: at its limit the process can accept no connection and open no other.',
    ja: 'ソケットもファイルの一種であり、上限に達したプロセスは新しい接続を受け付けられません。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What breaks the requests is written by the application, and was not written before.',
    },
    {
      check: 'app-log/files-exhausted',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'At the limit accepting and opening fail with EMFILE, which servers log.',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'usually',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/closed-at-once',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/uNetworking/uWebSockets.js/issues/939',
    },
    {
      check: 'capacity/errors-rise-with-load',
      strength: 'often',
      basis: 'reasoned',
      source: 'The chance to fail grows with the number of requests that compete for the same resource.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'targets/health-check-refused',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'One process is broken while its siblings serve.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/502-from-target',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'app-log/crash',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A process that dies of an error usually says so last.',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
    },
  ],
  inhibits: [
    { check: 'alb/share-rises-when-thin', strength: 'usually', basis: 'reasoned', source: 'Thin traffic relieves it.' },
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [[{ check: 'app-log/files-exhausted', is: 'seen' }]],
  runbook: 'tied-to-load',
  mitigation: {
    en: 'Restart, and raise the limit (ulimits nofile).',
    ja: '再起動し、上限（ulimitsのnofile）を引き上げます。',
  },
  prevention: {
    en: 'Fix the leak; set the limit in the task definition; watch the count.',
    ja: 'リークを修正し、タスク定義で上限を設定し、使用数を監視します。',
  },
  verify: ['app-log/files-exhausted'],
  guide: ['G20', 'G42'],
});
