import { defineCheck } from '../../domain/check.ts';
import { rows502 } from '../reading/access-log.ts';
import { ENOUGH, failuresOf, loudMinutes } from '../reading/failures.ts';
import { notSeen, seenIf, unknown } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

const HALF = 0.5;

export const mostRequestsFail = defineCheck({
  id: 'alb/most-requests-fail',
  layer: 'symptom',
  needs: ['metrics'],
  uses: ['accessLog'],
  severity: 'high',
  leak: 'common',
  nature: 'symptom',
  family: 'shape',
  guide: ['G3', 'G22'],
  texts: {
    title: { en: 'most requests failing', ja: '大半のリクエストの失敗' },
    seen: {
      en: 'In the failing minutes {share, number, ::percent} of the requests (of the load balancer or of one target group) fail.',
      ja: '失敗している時間帯には、ロードバランサー全体または1つのターゲットグループへのリクエストの{share, number, ::percent}が失敗しています。',
    },
    'not-seen': {
      en: 'Most requests succeed, also in the failing minutes ({share, number, ::percent .0} fail).',
      ja: '失敗している時間帯でも、大半のリクエストは成功しています（失敗は{share, number, ::percent .0}）。',
    },
  },
  run({ metrics, accessLog }, { window }) {
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    if (failures.total < ENOUGH)
      return failures.share < 0.05 ? notSeen({ share: failures.share }) : unknown('too-little-traffic');
    const loud = loudMinutes(failures);
    const asked = sum(loud.map(({ requests }) => requests));
    const whole = asked > 0 ? sum(loud.map((minute) => minute.failures)) / asked : 0;
    // A dead group behind a busy load balancer: its rows are counted over the whole window.
    const groups = (accessLog?.byTargetGroup ?? [])
      .filter((group) => group.requests >= ENOUGH && rows502(group) >= ENOUGH)
      .map((group) => rows502(group) / group.requests);
    const share = Math.min(1, Math.max(whole, ...groups));
    return seenIf(share >= HALF, { share });
  },
});
