import { defineCheck } from '../../domain/check.ts';
import { gateAnswer, routeCalls } from '../reading/gates.ts';

export const routeMissing = defineCheck({
  id: 'network/route-blackhole',
  layer: 'load-balancer',
  needs: ['network', 'targetGroups', 'targetHealth'],
  uses: ['changes', 'accessLog'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G13', 'G18'],
  checklist: 'network',
  texts: {
    title: { en: 'a route to targets that leads nowhere', ja: 'ターゲットへの行き先のないルート' },
    seen: {
      en: 'There is no working route between the load balancer and {count, number} of {total, number} targets: it is a blackhole or missing.',
      ja: 'ロードバランサーとターゲット{total, number}個中{count, number}個の間に有効なルートがありません（blackholeまたは未設定）。',
    },
    'not-seen': {
      en: 'The route tables hold a working route between the load balancer and all {total, number} targets.',
      ja: 'ロードバランサーとターゲット{total, number}個すべての間に、有効なルートがあります。',
    },
    'not-applicable': {
      en: 'No target has an address in the network.',
      ja: 'ネットワーク上のアドレスを持つターゲットはありません。',
    },
    unknown: {
      en: 'The rules that decide were not all read, were changed during the window, or contradict what the health checks find.',
      ja: '判断に必要なルールをすべて読み取れていないか、対象期間中に変更されたか、ヘルスチェックの結果と食い違っています。',
    },
  },
  run(evidence, { window }) {
    return gateAnswer(evidence, window, { gates: ['route'], purpose: 'traffic', changedBy: routeCalls });
  },
});
