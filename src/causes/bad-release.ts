import { defineCause } from './define-cause.ts';

export const badRelease = defineCause({
  id: 'bad-release',
  title: { en: 'The new release breaks requests', ja: '新しいリリースに不具合がある' },
  mechanism: {
    en: 'The errors began with a deployment on this path, and come from what it brought.',
    ja: 'この経路へのデプロイと同時にエラーが始まっており、デプロイした内容が原因です。',
  },
  prior: 'ordinary',
  supports: [
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
      check: 'alb/target-5xx-rise',
      strength: 'usually',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    {
      check: 'change/deploy-near-onset',
      strength: 'almost-always',
      basis: 'reasoned',
      source: 'What a deployment brings shows within minutes of it.',
    },
    {
      check: 'ecs/deployment-in-progress',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It happens while tasks are being replaced.',
    },
    {
      check: 'ecs/only-new-revision-fails',
      strength: 'usually',
      basis: 'reasoned',
      source: 'Old and new run side by side: what fails only on the new one came with it.',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'When no target can serve, nearly every request fails.',
    },
    {
      check: 'ecs/rollout-failed',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopServiceDeployment.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'alb/one-route',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'The fault sits in what one route does or sends; other routes do not touch it.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
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
      check: 'alb/closed-mid-response',
      strength: 'sometimes',
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
      check: 'ecs/crash-exit',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'app-log/crash',
      strength: 'often',
      basis: 'reasoned',
      source: 'A process that dies of an error usually says so last.',
    },
    {
      check: 'targets/health-check-server-error',
      strength: 'sometimes',
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
      check: 'ecs/elb-health-kill',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'ecs/tasks-keep-failing',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'ecs/planned-stops-near-failures',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1719',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
    },
    {
      check: 'app-log/start-failure',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'What ends a process before it serves is written to its log first.',
    },
    {
      check: 'targets/all-unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'app-log/proxy-closed-early',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c',
    },
    {
      check: 'app-log/app-answers-502',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'app-log/dependency',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Clients log the host that did not answer.',
    },
    {
      check: 'app-log/shutdown',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A process that is told to stop usually logs the signal.',
    },
    {
      check: 'alb/504-rise-too',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'change/rollback-seen',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html',
    },
    {
      check: 'app-log/new-error-at-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The driver’s errors are new to the log when they begin with the fault.',
    },
    {
      check: 'scaling/only-new-instances-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A release that is baked into the image comes with new instances.',
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
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It comes at a moment and hits hard; a thin trickle over hours is something else.',
    },
    {
      check: 'alb/share-rises-when-thin',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Thin traffic relieves it.',
    },
  ],
  decidedBy: [
    [
      { check: 'change/deploy-near-onset', is: 'seen' },
      { check: 'ecs/only-new-revision-fails', is: 'seen' },
    ],
    [
      { check: 'change/deploy-near-onset', is: 'seen' },
      { check: 'alb/target-5xx-rise', is: 'seen' },
    ],
    [
      { check: 'change/deploy-near-onset', is: 'seen' },
      { check: 'ecs/rollout-failed', is: 'seen' },
    ],
    [
      { check: 'change/deploy-near-onset', is: 'seen' },
      { check: 'ecs/crash-exit', is: 'seen' },
    ],
    [
      { check: 'change/deploy-near-onset', is: 'seen' },
      { check: 'app-log/crash', is: 'seen' },
    ],
    [
      { check: 'change/deploy-near-onset', is: 'seen' },
      { check: 'app-log/start-failure', is: 'seen' },
    ],
    [
      { check: 'change/deploy-near-onset', is: 'seen' },
      { check: 'alb/most-requests-fail', is: 'seen' },
      { check: 'ecs/port-mismatch', is: 'not-seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Roll back to the revision before.',
    ja: '直前のリビジョンにロールバックします。',
  },
  prevention: {
    en: 'Canary or blue/green with alarms and automatic rollback; staging that resembles production.',
    ja: 'カナリアやブルー/グリーンで段階的にリリースし、アラームと自動ロールバックを設定します。ステージングを本番に近づけます。',
  },
  verify: ['ecs/only-new-revision-fails', 'alb/target-5xx-rise', 'alb/502-from-load-balancer'],
  guide: ['G15', 'G27', 'G33'],
});
