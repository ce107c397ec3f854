import { defineCause } from './define-cause.ts';

export const eksNodeDrainInstanceMode = defineCause({
  id: 'eks-node-drain-instance-mode',
  title: {
    en: 'Nodes leave while they still pass requests on to pods',
    ja: 'ノードがPodへの転送中に離脱している',
  },
  mechanism: {
    en: 'With nodes as targets a request takes one more hop, from the node’s port to a pod. When a node is drained or ended (or has no pod of its own under externalTrafficPolicy: Local), what runs through it breaks off.',
    ja: 'ノードがターゲットの場合、リクエストはノードのポートからPodへさらに転送されます。ノードがドレイン・終了される（またはexternalTrafficPolicy: Localで自ノードにPodがない）と、経由中のリクエストが切れます。',
  },
  prior: 'rare',
  supports: [
    {
      check: 'alb/502-from-load-balancer',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html',
    },
    {
      check: 'eks/nodes-as-targets',
      strength: 'almost-always',
      basis: 'documented',
      source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/how-it-works/',
    },
    {
      check: 'eks/pods-replaced-near-failures',
      strength: 'usually',
      basis: 'reasoned',
      source: 'The controller takes a node out when it leaves the cluster.',
    },
    {
      check: 'eks/only-leaving-pods-fail',
      strength: 'often',
      basis: 'reasoned',
      source: 'What breaks off ran through the node that left.',
    },
    {
      check: 'eks/healthy-count-collapses',
      strength: 'sometimes',
      basis: 'reasoned',
      source: 'Several nodes of a group go at a time.',
    },
    {
      check: 'scaling/terminations-near-failures',
      strength: 'often',
      basis: 'documented',
      source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-lifecycle.html',
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
      { check: 'eks/nodes-as-targets', is: 'seen' },
      { check: 'eks/only-leaving-pods-fail', is: 'seen' },
    ],
    [
      { check: 'eks/nodes-as-targets', is: 'seen' },
      { check: 'eks/pods-replaced-near-failures', is: 'seen' },
    ],
  ],
  runbook: 'deploy-burst',
  mitigation: {
    en: 'Cordon nodes and drain them one at a time. Look with kubectl get nodes, kubectl get events --field-selector reason=NodeNotReady, kubectl get svc -o yaml (externalTrafficPolicy).',
    ja: 'ノードは1台ずつcordonしてからドレインします。kubectl get nodes、kubectl get events --field-selector reason=NodeNotReady、kubectl get svc -o yaml（externalTrafficPolicy）を確認してください。',
  },
  prevention: {
    en: 'Use target type ip; give nodes a lifecycle hook or the node termination handler, so that they leave the target group before they stop.',
    ja: 'ターゲットタイプはipにします。ノードにはライフサイクルフックやNode Termination Handlerを設け、停止前にターゲットグループから外れるようにします。',
  },
  verify: ['eks/pods-replaced-near-failures'],
  guide: ['G27', 'G33'],
});
