import { defineCause } from './define-cause.ts';

export const ungracefulShutdown = defineCause({
  id: 'ungraceful-shutdown',
  title: {
    en: 'Tasks stop serving before the load balancer has let go of them',
    ja: 'ロードバランサーから切り離される前にタスクが応答を止めている',
  },
  mechanism: {
    en: 'On SIGTERM the application closes its port or drops its requests at once, while the load balancer still sends to it.',
    ja: 'SIGTERMを受けたアプリケーションが、ロードバランサーからの送信が続いているうちにポートを閉じるか、処理中のリクエストを破棄しています。',
  },
  prior: 'frequent',
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
      check: 'ecs/planned-stops-near-failures',
      strength: 'almost-always',
      basis: 'field',
      source: 'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1719',
    },
    {
      check: 'ecs/only-leaving-tasks-fail',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'app-log/shutdown',
      strength: 'usually',
      basis: 'reasoned',
      source: 'A process that is told to stop usually logs the signal.',
    },
    {
      check: 'alb/not-dispatched',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/closed-mid-response',
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
      check: 'alb/connection-errors-follow',
      strength: 'often',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'ecs/deployment-in-progress',
      strength: 'often',
      basis: 'reasoned',
      source: 'It happens while tasks are being replaced.',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'One process is broken while its siblings serve.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/502-from-target',
      strength: 'rarely',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'app-log/proxy-refused',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'ecs/killed-after-stop-timeout',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
    },
    {
      check: 'ecs/stop-timeout-short',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'scaling/terminations-near-failures',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-load-balancer.html',
    },
    {
      check: 'scaling/only-leaving-instances-fail',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
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
      check: 'scaling/only-young-targets-fail',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It fails on those that leave, not on those that have just come.',
    },
  ],
  decidedBy: [
    [{ check: 'ecs/only-leaving-tasks-fail', is: 'seen' }],
    [
      { check: 'ecs/planned-stops-near-failures', is: 'seen' },
      { check: 'app-log/shutdown', is: 'seen' },
    ],
    [
      { check: 'ecs/planned-stops-near-failures', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'seen' },
    ],
    [
      { check: 'ecs/planned-stops-near-failures', is: 'seen' },
      { check: 'alb/not-dispatched', is: 'seen' },
    ],
    [
      { check: 'ecs/planned-stops-near-failures', is: 'seen' },
      { check: 'alb/sudden-onset', is: 'seen' },
      { check: 'ecs/crash-exit', is: 'not-seen' },
      { check: 'ecs/oom-kill', is: 'not-seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Pause the deployment or the scale-in; replace tasks more slowly.',
    ja: 'デプロイやスケールインを一時停止し、タスクをゆっくり入れ替えます。',
  },
  prevention: {
    en: 'On SIGTERM: keep serving until deregistration has spread (a few seconds), finish what is open, then close. Give stopTimeout more than the longest request.',
    ja: 'SIGTERM後も登録解除が行き渡るまで数秒間は応答を続け、処理中のリクエストを終えてから閉じます。stopTimeoutは最長リクエストより長くします。',
  },
  verify: ['ecs/planned-stops-near-failures'],
  guide: ['G27', 'G33'],
});
