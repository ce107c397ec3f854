import { defineCheck } from '../../domain/check.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { clusterOf, kubernetesGroups } from '../reading/pods.ts';

export const nodesAsTargets = defineCheck({
  id: 'eks/nodes-as-targets',
  layer: 'targets',
  needs: ['targetGroups', 'ecsServices'],
  uses: ['changes'],
  severity: 'info',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G39', 'G40'],
  texts: {
    title: { en: 'nodes of Kubernetes as targets', ja: 'Kubernetesのノードがターゲット' },
    seen: {
      en: 'The targets are nodes of the cluster {cluster} (target type instance): each request takes one more hop, from the node’s port to a pod.',
      ja: 'ターゲットはクラスター {cluster} のノードです（ターゲットタイプはinstance）。リクエストはノードのポートからさらにPodへ転送されます。',
    },
    'not-seen': {
      en: 'No target group holds nodes of Kubernetes.',
      ja: 'Kubernetesのノードを登録したターゲットグループはありません。',
    },
  },
  run({ targetGroups, ecsServices, changes }) {
    const kept = kubernetesGroups(targetGroups, ecsServices, changes);
    if (kept === undefined) return unknown('ambiguous');
    const nodes = kept.filter(({ targetType }) => targetType === 'instance');
    return nodes.length > 0 ? seen({ cluster: clusterOf(nodes) }) : notSeen();
  },
});
