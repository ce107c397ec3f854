import { defineCheck } from '../../domain/check.ts';
import { ENOUGH } from '../reading/failures.ts';
import { failingGroup, sharesOf, weightedOf } from '../reading/forwarding.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

export const failingGroupSharesARule = defineCheck({
  id: 'routing/failing-group-shares-a-rule',
  layer: 'load-balancer',
  needs: ['listeners', 'accessLog', 'targetGroups'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G15', 'G18', 'G33'],
  texts: {
    title: {
      en: 'a weighted target group that fails while its twin serves',
      ja: '重み付け転送の一方だけで起きる失敗',
    },
    seen: {
      en: 'A rule gives {percent, number} % of its traffic by weight to the target group {group}, where nearly all {failures, number} failures are; the other group of the rule serves.',
      ja: '失敗{failures, number}件のほぼすべてが、ルールの重み{percent, number}%で転送されているターゲットグループ{group}で起きています。同じルールのもう一方は正常です。',
    },
    'not-seen': {
      en: 'The target groups that share a rule by weight do not differ in that one fails and the other serves.',
      ja: '重み付けで転送を分け合うターゲットグループの間に、失敗の偏りはありません。',
    },
  },
  run({ listeners, accessLog, targetGroups }) {
    const weighted = weightedOf(listeners);
    // Read and not there: no weight was shifted.
    if (weighted.length === 0) return notSeen();
    const involved = new Set(weighted.map(({ arn }) => arn));
    const shares = sharesOf(accessLog, targetGroups).filter(({ arn }) => involved.has(arn));
    const failures = sum(shares.map((one) => one.failures));
    if (failures < ENOUGH) return unknown('too-little-traffic', { failures });
    const worst = failingGroup(shares);
    const held = weighted.find(({ arn }) => arn === worst?.arn);
    const twins = shares.filter(({ arn, requests }) => held?.others.includes(arn) && requests > 0);
    if (worst === undefined || held === undefined || twins.length === 0) return notSeen({ failures });
    return seen(
      { failures, group: worst.name, percent: Math.round(100 * held.share) },
      shares.map(({ name, requests, failures: count }) => `${name} ${requests} requests, ${count} failures`),
    );
  },
});
