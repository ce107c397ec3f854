import { defineCause } from './define-cause.ts';

export const targetConnectionRefused = defineCause({
  id: 'target-connection-refused',
  title: { en: 'The target refuses connections', ja: 'ターゲットが接続を拒否している' },
  mechanism: {
    en: 'Nothing listens on the target’s port (process down, still starting, or bound to 127.0.0.1), so its kernel refuses the connection.',
    ja: 'ターゲットのポートで待ち受けているプロセスがないため（停止中、起動中、127.0.0.1への限定など）、接続が拒否されています。',
  },
  prior: 'ordinary',
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
      check: 'alb/not-dispatched',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/connection-errors-follow',
      strength: 'almost-always',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'targets/unhealthy',
      strength: 'usually',
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
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'often',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'One process is broken while its siblings serve.',
    },
    {
      check: 'app-log/start-failure',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What ends a process before it serves is written to its log first.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'targets/health-flapping',
      strength: 'sometimes',
      basis: 'reasoned',
      source:
        'Health checks fail and pass by turns while the process dies and returns, or while it has moments to answer.',
    },
    {
      check: 'targets/all-unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'ecs/elb-health-kill',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'app-log/proxy-refused',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'network/health-log-resets',
      strength: 'usually',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-health-check-logs.html',
    },
    {
      check: 'network/accepted-yet-no-connection',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html',
    },
    {
      check: 'scaling/instances-replaced-for-health',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
    {
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It comes at a moment and hits hard; a thin trickle over hours is something else.',
    },
  ],
  // Something that ends or misplaces the process explains a refusal better than the refusal itself.
  decidedBy: [
    [
      { check: 'alb/connection-errors-follow', is: 'seen' },
      { check: 'ecs/oom-kill', is: 'not-seen' },
      { check: 'ecs/crash-exit', is: 'not-seen' },
      { check: 'ecs/port-mismatch', is: 'not-seen' },
      { check: 'ecs/planned-stops-near-failures', is: 'not-seen' },
    ],
    [
      { check: 'alb/connection-errors-follow', is: 'seen' },
      { check: 'targets/health-check-refused', is: 'seen' },
      { check: 'ecs/oom-kill', is: 'not-seen' },
      { check: 'ecs/crash-exit', is: 'not-seen' },
      { check: 'ecs/port-mismatch', is: 'not-seen' },
    ],
  ],
  group: 'refused-by-target',
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Restart or replace the task; take the dead target out; roll back if it was just deployed.',
    ja: 'タスクを再起動または交換し、応答しないターゲットを外します。デプロイ直後ならロールバックします。',
  },
  prevention: {
    en: 'Listen on 0.0.0.0, check health on the traffic port, and let a supervisor restart the process.',
    ja: '0.0.0.0で待ち受け、トラフィックポートでヘルスチェックを行い、プロセスの自動再起動を設定します。',
  },
  verify: ['alb/connection-errors-follow'],
  guide: ['G5', 'G10', 'G13'],
});
