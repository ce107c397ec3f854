import { defineCheck } from '../../domain/check.ts';
import { ENOUGH } from '../reading/failures.ts';
import { failingGroup, requestsTo, sharesOf } from '../reading/forwarding.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

/** In an hour of a group that serves there are more. */
const HARDLY = 0.02;

export const groupWithoutTrafficBefore = defineCheck({
  id: 'routing/group-without-traffic-before',
  layer: 'load-balancer',
  needs: ['accessLog', 'targetGroups', 'baselineMetrics'],
  severity: 'medium',
  leak: 'rare',
  nature: 'symptom',
  guide: ['G15', 'G18', 'G22'],
  texts: {
    title: {
      en: 'a failing target group that got no requests before',
      ja: '以前はリクエストを受けていなかったターゲットグループの失敗',
    },
    seen: {
      en: 'The failing target group {group} gets {requests, number} requests now and got {before, number} in the same hour of last week: traffic was sent to it since.',
      ja: '失敗しているターゲットグループ{group}へのリクエストは{requests, number}件で、先週の同じ時間帯は{before, number}件でした。転送先がその後変わっています。',
    },
    'not-seen': {
      en: 'The failing target group got its requests last week, too ({before, number} in the same hour; {requests, number} now).',
      ja: '失敗しているターゲットグループは、先週もリクエストを受けていました（同じ時間帯に{before, number}件、現在{requests, number}件）。',
    },
  },
  run({ accessLog, targetGroups, baselineMetrics }, { window }) {
    const worst = failingGroup(sharesOf(accessLog, targetGroups));
    if (worst === undefined) return unknown('ambiguous');
    const group = targetGroups.find(({ arn }) => arn === worst.arn);
    if (worst.failures < ENOUGH || group === undefined) return unknown('too-little-traffic');
    // CloudWatch leaves a group without a request out: it must show another one to be believed.
    const asked = targetGroups.some((one) => (requestsTo(baselineMetrics, one, window.baseline) ?? 0) > 0);
    if (!asked) return unknown('empty');
    const before = requestsTo(baselineMetrics, group, window.baseline) ?? 0;
    const args = { group: worst.name, requests: worst.requests, before };
    return before <= HARDLY * worst.requests ? seen(args) : notSeen(args);
  },
});
