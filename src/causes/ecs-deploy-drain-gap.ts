import { defineCause } from './define-cause.ts';

export const ecsDeployDrainGap = defineCause({
  id: 'ecs-deploy-drain-gap',
  title: {
    en: 'Tasks are killed before their open requests are done',
    ja: '処理中のリクエストが終わる前にタスクが強制終了されている',
  },
  mechanism: {
    en: 'The time between SIGTERM and SIGKILL (stopTimeout), or the time to drain, is shorter than the longest requests, which are cut off with the old task.',
    ja: 'SIGTERMから強制終了までの猶予（stopTimeout）やドレイン時間が最長リクエストより短く、処理中のリクエストが旧タスクとともに打ち切られています。',
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
      check: 'ecs/killed-after-stop-timeout',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'ecs/stop-timeout-short',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html',
    },
    {
      check: 'targets/deregistration-delay-short',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'alb/closed-mid-response',
      strength: 'usually',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
    },
    {
      check: 'alb/closed-after-constant-time',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Requests that end after the same time each were ended by a timer, not by their work.',
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
      check: 'app-log/shutdown',
      strength: 'often',
      basis: 'reasoned',
      source: 'A process that is told to stop usually logs the signal.',
    },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'One process is broken while its siblings serve.',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'sometimes',
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
    [
      { check: 'ecs/planned-stops-near-failures', is: 'seen' },
      { check: 'ecs/killed-after-stop-timeout', is: 'seen' },
    ],
    [
      { check: 'ecs/only-leaving-tasks-fail', is: 'seen' },
      { check: 'ecs/stop-timeout-short', is: 'seen' },
      { check: 'ecs/killed-after-stop-timeout', is: 'seen' },
    ],
    [
      { check: 'ecs/only-leaving-tasks-fail', is: 'seen' },
      { check: 'ecs/stop-timeout-short', is: 'seen' },
      { check: 'alb/closed-mid-response', is: 'seen' },
      { check: 'targets/failures-when-drain-ends', is: 'not-seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Pause the deployment; keep 100 % healthy and let old tasks finish.',
    ja: 'デプロイを一時停止し、最小ヘルス率（minimumHealthyPercent）を100%にして旧タスクの処理完了を待ちます。',
  },
  prevention: {
    en: 'stopTimeout and deregistration delay each longer than the longest request; drain on SIGTERM.',
    ja: 'stopTimeoutと登録解除の遅延を、それぞれ最長リクエストより長くし、SIGTERMを受けたらドレインするようにします。',
  },
  verify: ['ecs/planned-stops-near-failures', 'ecs/killed-after-stop-timeout'],
  guide: ['G27', 'G33', 'G42'],
});
