import { defineCause } from './define-cause.ts';

export const eksPrestopMissing = defineCause({
  id: 'eks-prestop-missing',
  title: {
    en: 'Pods stop serving before the load balancer has let go of them',
    ja: 'ロードバランサーから切り離される前にPodが応答を止めている',
  },
  mechanism: {
    en: 'A pod that is deleted gets SIGTERM at once, while the controller still has to deregister it and the load balancer’s nodes to hear of it. Without a preStop pause requests reach a pod that no longer listens.',
    ja: 'Podの削除ではSIGTERMがすぐに送られますが、コントローラーによる登録解除がロードバランサーに行き渡るまでには時間がかかります。preStopの待機がないと、すでに待ち受けをやめたPodにリクエストが届きます。',
  },
  prior: 'ordinary',
  supports: [
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'eks/pods-by-address',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html',
    },
    {
      check: 'eks/pods-replaced-near-failures',
      strength: 'almost-always',
      basis: 'field',
      source: 'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1719',
    },
    {
      check: 'eks/only-leaving-pods-fail',
      strength: 'usually',
      basis: 'field',
      source: 'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1064',
    },
    {
      check: 'eks/healthy-count-collapses',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Where few pods serve, one that leaves is a large part of them.',
    },
    {
      check: 'ecs/planned-stops-near-failures',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html',
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
      check: 'alb/504-rise-too',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'rarely',
      basis: 'reasoned',
      source: 'A proxy in the pod outlives the application by a moment.',
    },
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
  ],
  decidedBy: [
    [
      { check: 'eks/pods-by-address', is: 'seen' },
      { check: 'eks/only-leaving-pods-fail', is: 'seen' },
    ],
    [
      { check: 'eks/pods-by-address', is: 'seen' },
      { check: 'eks/pods-replaced-near-failures', is: 'seen' },
      { check: 'alb/connection-errors-follow', is: 'seen' },
      { check: 'eks/healthy-count-collapses', is: 'not-seen' },
    ],
    [
      { check: 'eks/pods-by-address', is: 'seen' },
      { check: 'eks/pods-replaced-near-failures', is: 'seen' },
      { check: 'app-log/shutdown', is: 'seen' },
      { check: 'eks/healthy-count-collapses', is: 'not-seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Pause the rollout (kubectl rollout pause) or the node drain. Look at the pod: kubectl get deploy -o yaml, for lifecycle.preStop and terminationGracePeriodSeconds.',
    ja: 'ロールアウト（kubectl rollout pause）またはノードのドレインを一時停止します。kubectl get deploy -o yaml で lifecycle.preStop と terminationGracePeriodSeconds を確認してください。',
  },
  prevention: {
    en: 'Give the container a preStop sleep of 15 to 60 s and a terminationGracePeriodSeconds above that sleep plus the longest request; on SIGTERM finish what is open. Put both into the base chart.',
    ja: 'コンテナに15〜60秒のpreStop sleepを設定し、terminationGracePeriodSecondsはその待機と最長リクエストの合計より長くします。SIGTERMでは処理中のリクエストを終えてから終了します。共通チャートに組み込みましょう。',
  },
  verify: ['eks/only-leaving-pods-fail', 'eks/pods-replaced-near-failures'],
  guide: ['G27', 'G33'],
});
