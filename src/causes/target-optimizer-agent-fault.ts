import { defineCause } from './define-cause.ts';
import { shared, silenced } from './define-links.ts';

export const targetOptimizerAgentFault = defineCause({
  id: 'target-optimizer-agent-fault',
  title: {
    en: 'The target control agent on the targets is down or refuses requests',
    ja: 'ターゲット制御エージェントが停止しているか、リクエストを拒否している',
  },
  mechanism: {
    en: 'With a target control port the load balancer sends requests through an agent beside the application. When the agent is down or misrouted, requests fail although the application is well.',
    ja: 'ターゲット制御ポートを使うと、リクエストはアプリケーションの横にあるエージェントを経由します。エージェントが停止したり設定を誤ったりすると、アプリケーションが正常でも失敗します。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'alb/target-control-errors',
      strength: 'almost-always',
      basis: 'documented',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
    },
    shared('alb/502-from-load-balancer', 'often'),
    shared('alb/connection-errors-follow', 'often'),
    shared('alb/not-dispatched', 'often'),
    shared('alb/most-requests-fail', 'often'),
    shared('alb/other-errors-dominate', 'sometimes'),
    shared('alb/sudden-onset', 'often'),
    shared('targets/one-target', 'sometimes'),
  ],
  inhibits: [silenced('alb/one-route', 'usually')],
  decidedBy: [
    [
      { check: 'alb/target-control-errors', is: 'seen' },
      { check: 'alb/502-from-load-balancer', is: 'seen' },
    ],
  ],
  runbook: 'sustained-failure',
  mitigation: {
    en: 'Restart the agent’s container; move traffic to a target group without a target control port.',
    ja: 'エージェントのコンテナを再起動し、必要ならターゲット制御ポートのないターゲットグループへ切り替えます。',
  },
  prevention: {
    en: 'Make the agent’s health part of the task’s health.',
    ja: 'エージェントの正常性をタスクのヘルスチェックに含めます。',
  },
  verify: ['alb/target-control-errors'],
  guide: ['G12', 'G26'],
});
