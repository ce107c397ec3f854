import { defineCheck } from '../../domain/check.ts';
import { ENOUGH } from '../reading/failures.ts';
import { failingGroup, sharesOf } from '../reading/forwarding.ts';
import { notApplicable, seenIf, unknown } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

/** A group that gets nearly all the traffic has nearly all failures by itself. */
const MOST = 0.8;

export const oneGroupFails = defineCheck({
  id: 'routing/one-group-fails',
  layer: 'load-balancer',
  needs: ['accessLog', 'targetGroups'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  guide: ['G1', 'G18'],
  texts: {
    title: { en: 'failures in one target group only', ja: '1つのターゲットグループに集中した失敗' },
    seen: {
      en: 'Nearly all {failures, number} failures went to the target group {group}, which gets {percent, number} % of the requests; the others serve.',
      ja: '失敗{failures, number}件のほぼすべてが、リクエストの{percent, number}%を受け持つターゲットグループ{group}で起きています。ほかのグループは正常です。',
    },
    'not-seen': {
      en: 'The failures are not those of one target group among others.',
      ja: '失敗は特定のターゲットグループだけのものではありません。',
    },
    'not-applicable': {
      en: 'Only one target group gets requests.',
      ja: 'リクエストを受けるターゲットグループは1つだけです。',
    },
  },
  run({ accessLog, targetGroups }) {
    const shares = sharesOf(accessLog, targetGroups).filter(({ requests }) => requests > 0);
    if (shares.length < 2) return notApplicable();
    const failures = sum(shares.map((one) => one.failures));
    if (failures < ENOUGH) return unknown('too-little-traffic', { failures });
    const worst = failingGroup(shares);
    const all = sum(shares.map(({ requests }) => requests));
    const part = (worst?.requests ?? 0) / all;
    const args = { failures, group: worst?.name ?? '-', percent: Math.round(100 * part) };
    if (worst !== undefined && part > MOST) return unknown('ambiguous', args);
    return seenIf(
      worst !== undefined,
      args,
      shares.map(({ name, requests, failures: count }) => `${name} ${requests} requests, ${count} failures`),
    );
  },
});
