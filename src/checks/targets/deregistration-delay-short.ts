import { defineCheck } from '../../domain/check.ts';
import { longestSeconds } from '../reading/durations.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

export const deregistrationDelayShort = defineCheck({
  id: 'targets/deregistration-delay-short',
  layer: 'targets',
  needs: ['targetGroups', 'metrics'],
  uses: ['accessLog'],
  severity: 'low',
  leak: 'common',
  nature: 'configuration',
  family: 'drain-settings',
  guide: ['G19', 'G21', 'G26', 'G42'],
  checklist: 'timeouts',
  texts: {
    title: {
      en: 'a deregistration delay shorter than the longest requests',
      ja: '最長リクエストより短い登録解除の遅延',
    },
    seen: {
      en: 'A leaving target gets {delay, number} s to finish, but requests take up to {longest, number, ::.0} s.',
      ja: '登録解除の遅延は{delay, number}秒ですが、リクエストは最長{longest, number, ::.0}秒かかっています。',
    },
    'not-seen': {
      en: 'A leaving target gets {delay, number} s to finish; requests take at most {longest, number, ::.0} s.',
      ja: '登録解除の遅延は{delay, number}秒で、最長{longest, number, ::.0}秒のリクエストより長く設定されています。',
    },
  },
  run({ targetGroups, metrics, accessLog }) {
    const delays = targetGroups.flatMap(({ deregistrationDelaySeconds }) => deregistrationDelaySeconds ?? []);
    const longest = longestSeconds(metrics, accessLog);
    if (delays.length === 0 || longest === undefined) return unknown('not-collected');
    const delay = Math.min(...delays);
    // A request cut off by the delay lasted at least nearly as long as the delay itself.
    const args = { delay, longest };
    if (longest >= 0.9 * delay) return seen(args);
    // Requests that were cut off are timed in the access log only.
    return accessLog === undefined ? unknown('not-collected') : notSeen(args);
  },
});
