import { defineCheck } from '../../domain/check.ts';
import type { LogShare, TargetHealth } from '../../domain/evidence.ts';
import { worst } from '../reading/access-log.ts';
import { concentrated, isTooFew } from '../reading/concentration.ts';
import { notApplicable, unknown } from '../reading/observe.ts';

/** Perhaps one of two faults: so many times its part of the traffic, yet not nearly all. */
const MORE = 2;

export const oneTarget = defineCheck({
  id: 'targets/one-target',
  layer: 'targets',
  needs: ['accessLog'],
  uses: ['targetHealth'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'concentration',
  ofEachKind: true,
  guide: ['G3', 'G29', 'G43'],
  texts: {
    title: { en: 'one target that fails', ja: '特定のターゲットへの集中' },
    seen: {
      en: '{share, number, ::percent} of the 502s are on the target {target}, one of {targets, number}.',
      ja: '502の{share, number, ::percent}が、{targets, number}台中1台のターゲット {target} に集中しています。',
    },
    'not-seen': {
      en: 'The 502s are spread over {targets, number} targets (most on {target}: {share, number, ::percent}).',
      ja: '502は{targets, number}台のターゲットに分散しています（最多は {target} の{share, number, ::percent}）。',
    },
    'not-applicable': {
      en: 'Fewer than three targets took requests.',
      ja: 'リクエストを受けたターゲットが3台未満のため、比較できません。',
    },
  },
  run({ accessLog, targetHealth }) {
    const top = worst(peersOf(accessLog.byTarget, targetHealth ?? []));
    if (top === undefined) return unknown('no-502');
    if (isTooFew(top)) return unknown('too-little-traffic');
    if (top.entries < 3) return notApplicable();
    const args = { share: top.share, target: top.key, targets: top.entries };
    return concentrated(top, MORE, args);
  },
});

/** The targets that share a group with the worst one; where the group is not known, those on its port. */
function peersOf(shares: readonly LogShare[], targets: readonly TargetHealth[]): readonly LogShare[] {
  const worstKey = worst(shares)?.key ?? '';
  const groupOf = (key: string) => targets.find(({ id, port }) => `${id}:${port}` === key)?.targetGroupArn;
  const group = groupOf(worstKey);
  const portOf = (key: string) => key.split(':').at(-1);
  return shares.filter(({ key, requests }) => {
    if (requests === 0 && key !== worstKey) return false;
    const own = groupOf(key);
    return group === undefined || own === undefined ? portOf(key) === portOf(worstKey) : own === group;
  });
}
