import { defineCause } from './define-cause.ts';

export const eksNoReadinessGate = defineCause({
  id: 'eks-no-readiness-gate',
  title: {
    en: 'Old pods go before the load balancer knows the new ones as healthy',
    ja: '新しいPodが正常と判定される前に古いPodが離脱している',
  },
  mechanism: {
    en: 'Kubernetes counts a pod as ready by its own probe and takes the old one away, while the load balancer is still checking the new target. For seconds few targets or none are healthy, and requests go to pods that do not serve yet or no more.',
    ja: 'Kubernetesは自身のプローブでPodを準備完了とみなして古いPodを終了しますが、ロードバランサーは新しいターゲットをまだ確認中です。その間、正常なターゲットが不足し、まだ応答できないPodや終了したPodにリクエストが届きます。',
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
      source: 'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1124',
    },
    {
      check: 'eks/healthy-count-collapses',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/',
    },
    {
      check: 'eks/new-pods-fail',
      strength: 'usually',
      basis: 'documented',
      source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/',
    },
    {
      check: 'ecs/planned-stops-near-failures',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html',
    },
    {
      check: 'alb/most-requests-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'While no target is healthy nearly all requests fail.',
    },
    {
      check: 'targets/unhealthy',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    },
    {
      check: 'alb/other-errors-dominate',
      strength: 'sometimes',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
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
  ],
  inhibits: [
    {
      check: 'alb/one-route',
      strength: 'usually',
      basis: 'reasoned',
      source: 'It does not depend on what is asked for, so all routes are hit alike.',
    },
    {
      check: 'eks/only-leaving-pods-fail',
      strength: 'often',
      basis: 'reasoned',
      source: 'Failures on pods that do not serve yet dilute those on pods that leave.',
    },
  ],
  decidedBy: [
    [
      { check: 'eks/pods-by-address', is: 'seen' },
      { check: 'eks/pods-replaced-near-failures', is: 'seen' },
      { check: 'eks/healthy-count-collapses', is: 'seen' },
    ],
    [
      { check: 'eks/pods-by-address', is: 'seen' },
      { check: 'eks/new-pods-fail', is: 'seen' },
      { check: 'eks/healthy-count-collapses', is: 'seen' },
    ],
    [
      { check: 'eks/pods-by-address', is: 'seen' },
      { check: 'eks/new-pods-fail', is: 'seen' },
      { check: 'eks/pods-replaced-near-failures', is: 'seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Pause the rollout (kubectl rollout pause) and roll out with maxUnavailable: 0. Look at the namespace: kubectl get ns --show-labels, for elbv2.k8s.aws/pod-readiness-gate-inject.',
    ja: 'ロールアウトを一時停止し（kubectl rollout pause）、maxUnavailable: 0 で実施します。kubectl get ns --show-labels で elbv2.k8s.aws/pod-readiness-gate-inject のラベルを確認してください。',
  },
  prevention: {
    en: 'Label the namespace elbv2.k8s.aws/pod-readiness-gate-inject=enabled, so that a rollout waits for the load balancer; add minReadySeconds, a readiness probe that means it, and a PodDisruptionBudget.',
    ja: '名前空間に elbv2.k8s.aws/pod-readiness-gate-inject=enabled のラベルを付け、ロールアウトがロードバランサーの判定を待つようにします。minReadySeconds、実態を確認するreadinessProbe、PodDisruptionBudgetも設定します。',
  },
  verify: ['eks/healthy-count-collapses', 'eks/pods-replaced-near-failures'],
  guide: ['G16', 'G27', 'G33'],
});
