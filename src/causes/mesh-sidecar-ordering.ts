import { defineCause } from './define-cause.ts';

export const meshSidecarOrdering = defineCause({
  id: 'mesh-sidecar-ordering',
  title: {
    en: 'The sidecar proxy starts after, or ends before, the application',
    ja: 'サイドカープロキシの起動・終了の順序がアプリケーションと合っていない',
  },
  mechanism: {
    en: 'Requests go through a proxy beside the application. It is not ready when the pod or task already takes requests, or is gone while the application still answers; the application itself is well.',
    ja: 'リクエストはアプリケーションの隣のプロキシを通ります。Podやタスクが受付を始めた時点でプロキシの準備ができていないか、アプリケーションの処理中に先に終了しています。アプリケーション自体は正常です。',
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
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'eks/sidecar-lines',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage',
    },
    {
      check: 'eks/pods-replaced-near-failures',
      strength: 'often',
      basis: 'field',
      source: 'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/1719',
    },
    {
      check: 'ecs/planned-stops-near-failures',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html',
    },
    {
      check: 'eks/only-leaving-pods-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'At the end of a pod its proxy is the first to go.',
    },
    {
      check: 'eks/new-pods-fail',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'At the start of a pod its proxy may be the last to come.',
    },
    {
      check: 'eks/pods-by-address',
      strength: 'often',
      basis: 'reasoned',
      source: 'Meshes are mostly met in Kubernetes.',
    },
    {
      check: 'alb/target-5xx-rise',
      strength: 'often',
      basis: 'documented',
      source: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage',
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
  ],
  decidedBy: [
    [
      { check: 'eks/sidecar-lines', is: 'seen' },
      { check: 'eks/pods-replaced-near-failures', is: 'seen' },
    ],
    [
      { check: 'eks/sidecar-lines', is: 'seen' },
      { check: 'ecs/planned-stops-near-failures', is: 'seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Pause the rollout. Look at both containers of one pod: kubectl logs POD -c istio-proxy, kubectl describe pod POD (the times at which each became ready and ended).',
    ja: 'ロールアウトを一時停止します。1つのPodの両コンテナを kubectl logs POD -c istio-proxy と kubectl describe pod POD で確認してください（準備完了と終了の時刻）。',
  },
  prevention: {
    en: 'Use native sidecars (Kubernetes 1.29 and newer) or holdApplicationUntilProxyStarts, and let the proxy drain as long as the application (EXIT_ON_ZERO_ACTIVE_CONNECTIONS; in ECS dependsOn with HEALTHY).',
    ja: 'ネイティブサイドカー（Kubernetes 1.29以降）またはholdApplicationUntilProxyStartsを使い、プロキシをアプリケーションと同じ時間ドレインさせます（EXIT_ON_ZERO_ACTIVE_CONNECTIONS。ECSではdependsOnのHEALTHY）。',
  },
  verify: ['eks/sidecar-lines'],
  guide: ['G24', 'G27', 'G33'],
});
