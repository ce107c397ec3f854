import { defineCause } from './define-cause.ts';

export const asgBadLaunch = defineCause({
  id: 'asg-bad-launch',
  title: { en: 'New instances come up broken', ja: '新しいインスタンスが正常に起動していない' },
  mechanism: {
    en: 'A new image, launch template or start script boots, but the application on it does not serve; an EC2 health check keeps such an instance in service.',
    ja: '新しいAMI・起動テンプレート・起動スクリプトでインスタンスは起動しますが、アプリケーションが応答しません。EC2ヘルスチェックだけではサービスから外れません。',
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
      check: 'scaling/only-new-instances-fail',
      strength: 'usually',
      basis: 'reasoned',
      source: 'What the new launch template brings stands on its own instances only.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'usually',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'alb/502-from-target',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
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
      check: 'targets/health-check-server-error',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'sometimes',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'scaling/instances-replaced-for-health',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
    },
    {
      check: 'app-log/start-failure',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What ends a process before it serves is written to its log first.',
    },
    {
      check: 'app-log/crash',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A process that dies of an error usually says so last.',
    },
    {
      check: 'app-log/proxy-refused',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'targets/health-flapping',
      strength: 'sometimes',
      basis: 'reasoned',
      source:
        'Health checks fail and pass by turns while the process dies and returns, or while it has moments to answer.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'All targets share it, so all are hit alike.',
    },
  ],
  inhibits: [
    {
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It begins with the first new instance and hits hard; a thin trickle over hours is something else.',
    },
  ],
  decidedBy: [
    [
      { check: 'scaling/only-new-instances-fail', is: 'seen' },
      { check: 'scaling/only-young-targets-fail', is: 'not-seen' },
    ],
    [
      { check: 'scaling/only-new-instances-fail', is: 'seen' },
      { check: 'alb/sudden-onset', is: 'seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Roll the instance refresh back, or set the group to the last good launch template version and end the new instances.',
    ja: 'インスタンスの更新をロールバックするか、正常だった起動テンプレートのバージョンに戻して新しいインスタンスを終了します。',
  },
  prevention: {
    en: 'ELB health checks on the group, images that are tested before they are rolled out, instance refresh with checkpoints and auto rollback.',
    ja: 'グループでELBヘルスチェックを有効にし、展開前にAMIを検証し、チェックポイントと自動ロールバック付きのインスタンスの更新を使います。',
  },
  verify: ['scaling/only-new-instances-fail'],
  guide: ['G27', 'G29', 'G33'],
});
