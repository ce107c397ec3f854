import { defineCause } from './define-cause.ts';

export const coldTargetsNoSlowStart = defineCause({
  id: 'cold-targets-no-slow-start',
  title: {
    en: 'New targets get their full share before they are warm',
    ja: '準備の整わない新ターゲットに負荷が集中している',
  },
  mechanism: {
    en: 'A target that has just come up takes as many requests as the others while its caches are empty, its code is not compiled and its pools are not filled.',
    ja: '起動直後のターゲットに、キャッシュや接続プールの準備が整わないうちから他と同じ量のリクエストが送られています。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'app-log/new-error-at-onset',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Applications often write about it in their own words when it begins.',
    },
    {
      check: 'scaling/only-young-targets-fail',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html',
    },
    {
      check: 'alb/502-from-load-balancer',
      strength: 'usually',
      basis: 'documented',
      source: 'https://repost.aws/knowledge-center/elb-alb-troubleshoot-502-errors',
    },
    {
      check: 'capacity/response-time-rises',
      strength: 'often',
      basis: 'reasoned',
      source: 'Requests wait before they fail.',
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
      check: 'scaling/only-new-instances-fail',
      strength: 'often',
      basis: 'reasoned',
      source: 'What the new launch template brings stands on its own instances only.',
    },
    {
      check: 'capacity/traffic-spike',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Demand above capacity begins with more demand.',
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
      check: 'alb/504-rise-too',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/sudden-onset',
      strength: 'often',
      basis: 'reasoned',
      source: 'The fault begins at one moment; what was there all along has no onset.',
    },
    {
      check: 'ecs/only-new-revision-fails',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Old and new run side by side: what fails only on the new one came with it.',
    },
    {
      check: 'app-log/pool-exhausted',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Servers warn once when no worker or thread is free.',
    },
    {
      check: 'app-log/worker-timeout',
      strength: 'sometimes',
      basis: 'field',
      source: 'https://github.com/benoitc/gunicorn/issues/3136',
    },
    {
      check: 'targets/one-target',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'All targets share it, so all are hit alike.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'A target that is not warm yet may miss its health checks.',
    },
    {
      check: 'scaling/at-maximum',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'New targets come when the group grows, up to its maximum.',
    },
  ],
  inhibits: [
    {
      check: 'alb/low-rate-for-long',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It lasts for the first minutes of a target only.',
    },
  ],
  decidedBy: [[{ check: 'scaling/only-young-targets-fail', is: 'seen' }]],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Set slow start on the target group; let fewer targets come up at once.',
    ja: 'ターゲットグループでスロースタートを有効にし、同時に起動する台数を減らします。',
  },
  prevention: {
    en: 'Warm the application up before its health check passes; scale earlier.',
    ja: 'ヘルスチェックに合格する前にウォームアップを済ませ、早めにスケールさせます。',
  },
  verify: ['scaling/only-young-targets-fail'],
  guide: ['G27', 'G33', 'G35'],
});
