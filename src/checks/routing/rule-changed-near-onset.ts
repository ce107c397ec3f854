import { defineCheck } from '../../domain/check.ts';
import { changeNearOutage } from '../reading/network-changes.ts';

const ruleCalls = /^(Create|Modify|Delete)(Rule|Listener)$|^SetRulePriorities$/;

export const ruleChangedNearOnset = defineCheck({
  id: 'routing/rule-changed-near-onset',
  layer: 'change',
  needs: ['changes', 'metrics', 'listeners', 'loadBalancer'],
  severity: 'high',
  leak: 'rare',
  nature: 'change',
  family: 'config',
  guide: ['G15', 'G18', 'G22', 'G26'],
  texts: {
    title: {
      en: 'a change of this load balancer’s listeners or rules just before the onset',
      ja: '発生直前の、このロードバランサーのリスナーまたはルールの変更',
    },
    seen: {
      en: 'A listener or rule of this load balancer was changed {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}} before its errors began.',
      ja: 'エラーが始まる{minutes, plural, =0 {直前} other {#分前}}に、このロードバランサーのリスナーまたはルールが変更されています。',
    },
    'not-seen': {
      en: 'No listener and no rule of this load balancer was changed in the ten minutes before its errors began.',
      ja: 'エラーが始まる前の10分間に、このロードバランサーのリスナーとルールは変更されていません。',
    },
  },
  run({ changes, metrics, listeners, loadBalancer }, { window }) {
    const rules = listeners.flatMap((listener) => [listener.arn, ...listener.rules.map(({ arn }) => arn)]);
    return changeNearOutage(metrics, window, changes, ruleCalls, [...rules, loadBalancer.arn]);
  },
});
