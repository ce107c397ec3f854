import { defineCheck } from '../../domain/check.ts';
import { hostOf } from '../reading/access-log.ts';
import { startsByAddress } from '../reading/ages.ts';
import { ENOUGH, MINUTE } from '../reading/failures.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

/** Long enough for caches and compilers, and for the slow start that is missing. */
const YOUNG = 6 * MINUTE;
const GROWN = 10 * MINUTE;
const MOST = 0.8;
const HALF = 0.4;

export const onlyYoungTargetsFail = defineCheck({
  id: 'scaling/only-young-targets-fail',
  layer: 'targets',
  needs: ['accessLog', 'instances', 'ecsTasks', 'ecsStoppedTasks'],
  severity: 'medium',
  leak: 'almost-never',
  nature: 'symptom',
  ofEachKind: true,
  guide: ['G27', 'G33', 'G35'],
  texts: {
    title: { en: 'failures only in the first minutes of a target', ja: '起動直後のターゲットだけで起きる失敗' },
    seen: {
      en: '{share, number, ::percent} of the 502s are on targets that had been up for less than six minutes; the same targets serve well afterwards.',
      ja: '502の{share, number, ::percent}が、起動から6分未満のターゲットに集中しています。同じターゲットもその後は正常に応答しています。',
    },
    'not-seen': {
      en: 'The 502s are not limited to targets that have just come up ({share, number, ::percent} of them).',
      ja: '502は起動直後のターゲットに限られていません（割合は{share, number, ::percent}）。',
    },
  },
  run({ accessLog, instances, ecsTasks, ecsStoppedTasks }, { window }) {
    const starts = startsByAddress(instances, [...ecsStoppedTasks, ...ecsTasks]);
    const [from, to] = [Date.parse(window.from), Date.parse(window.to)];
    const fresh = new Map([...starts].filter(([, at]) => at > from - YOUNG && at < to));
    if (fresh.size === 0) return starts.size === 0 ? unknown('empty') : notSeen({ share: 0 });
    const rows = accessLog.failures.filter(({ target }) => target !== null);
    if (rows.length === 0) return unknown('no-502');
    if (rows.length < ENOUGH) return unknown('too-little-traffic');
    const ages = rows.map(({ target, at }) => Date.parse(at) - (fresh.get(hostOf(target ?? '')) ?? 0));
    const young = ages.filter((age) => age < YOUNG).length;
    const args = { share: young / rows.length };
    if (young < HALF * rows.length) return notSeen(args);
    if (young < MOST * rows.length) return unknown('ambiguous', args);
    const hosts = rows.map(({ target }) => hostOf(target ?? ''));
    // Only one that has grown up without failing shows that youth was the matter, not the revision.
    const recovered = [...fresh].some(([ip, at]) => at + GROWN < to && hosts.includes(ip));
    return recovered ? seen(args) : unknown('ambiguous', args);
  },
});
