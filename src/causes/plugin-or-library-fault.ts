import { defineCause } from './define-cause.ts';

export const pluginOrLibraryFault = defineCause({
  id: 'plugin-or-library-fault',
  title: { en: 'A plug-in or library brings the process down', ja: 'プラグインやライブラリの不具合' },
  mechanism: {
    en: 'An extension, native library or plug-in crashes, or writes answers that the load balancer will not take.',
    ja: '拡張モジュールやネイティブライブラリ、プラグインが異常終了するか、ロードバランサーが受け付けない応答を返しています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'data/native-crash',
      strength: 'usually',
      basis: 'reasoned',
      source: 'A crash outside the language’s own code ends in a signal, and names the library.',
    },
    {
      check: 'app-log/crash',
      strength: 'often',
      basis: 'reasoned',
      source: 'A process that dies of an error usually says so last.',
    },
    {
      check: 'ecs/crash-exit',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'usually',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    { check: 'alb/one-route', strength: 'sometimes', basis: 'reasoned', source: 'Only what uses the plug-in fails.' },
    {
      check: 'change/deploy-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Plug-ins and libraries are brought by a deployment, most often.',
    },
    {
      check: 'alb/502-from-target',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'app-log/proxy-closed-early',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'app-log/header-invalid',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'A plug-in that writes headers may write wrong ones.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The driver’s errors are new to the log when they begin with the fault.',
    },
  ],
  inhibits: [],
  decidedBy: [
    [
      { check: 'data/native-crash', is: 'seen' },
      { check: 'ecs/oom-kill', is: 'not-seen' },
    ],
  ],
  runbook: 'one-route',
  mitigation: {
    en: 'Switch the plug-in off, or go back to the version before.',
    ja: 'そのプラグインを無効にするか、直前のバージョンに戻します。',
  },
  prevention: {
    en: 'Pin versions, and try updates where nobody is hurt first.',
    ja: 'バージョンを固定し、更新はまず検証環境や一部の台数で試します。',
  },
  verify: ['data/native-crash'],
  guide: ['G8', 'G27'],
});
