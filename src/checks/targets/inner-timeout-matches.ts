import { defineCheck } from '../../domain/check.ts';
import { frontContainers } from '../reading/keep-alive.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';
import { timeLimitsOf } from '../reading/settings.ts';
import { timingOf } from '../reading/timing.ts';

/** A limit is noticed a little after it has passed. */
const EARLY = 0.02;
const LATE_SECONDS = 1.5;

export const innerTimeoutMatches = defineCheck({
  id: 'targets/inner-timeout-matches',
  layer: 'targets',
  needs: ['accessLog', 'ecsServices', 'taskDefinitions'],
  severity: 'medium',
  leak: 'rare',
  nature: 'symptom',
  guide: ['G11', 'G19', 'G42'],
  checklist: 'timeouts',
  texts: {
    title: { en: 'a configured time limit that the failures keep to', ja: '失敗までの時間と一致するタイムアウト設定' },
    seen: {
      en: 'Requests are cut off after {seconds, number, ::.0} s, which is the limit set by {via}.',
      ja: 'リクエストは{seconds, number, ::.0}秒で切れており、設定 {via} と一致しています。',
    },
    'not-seen': {
      en: 'No time limit in the settings fits the {seconds, number, ::.0} s after which requests are cut off.',
      ja: 'リクエストが切れるまでの{seconds, number, ::.0}秒と一致するタイムアウト設定はありません。',
    },
    'not-applicable': {
      en: 'Requests are not cut off after one constant time.',
      ja: '失敗までの時間は一定ではありません。',
    },
  },
  run({ accessLog, ecsServices, taskDefinitions }) {
    const timing = timingOf(accessLog);
    if (timing === undefined) return unknown(accessLog.timing.rows === 0 ? 'no-502' : 'too-little-traffic');
    const constant = timing.constantSeconds;
    if (constant === undefined) return notApplicable();
    const limits = frontContainers(ecsServices, taskDefinitions).flatMap(timeLimitsOf);
    if (limits.length === 0) return unknown('not-found');
    const fits = limits.find(
      ({ seconds }) => constant >= seconds * (1 - EARLY) && constant <= seconds * (1 + EARLY) + LATE_SECONDS,
    );
    return fits === undefined ? notSeen({ seconds: constant }) : seen({ seconds: constant, via: fits.via });
  },
});
