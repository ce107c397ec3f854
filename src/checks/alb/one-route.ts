import { defineCheck } from '../../domain/check.ts';
import { worst } from '../reading/access-log.ts';
import { concentrated, isTooFew } from '../reading/concentration.ts';
import { notApplicable, notSeen, unknown } from '../reading/observe.ts';

/** Perhaps one of two faults: so many times its part of the traffic, yet not nearly all. */
const MORE = 3;

export const oneRoute = defineCheck({
  id: 'alb/one-route',
  layer: 'symptom',
  needs: ['accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'route',
  ofEachKind: true,
  guide: ['G3', 'G22', 'G27'],
  texts: {
    title: { en: 'one route that fails', ja: '特定のルートへの集中' },
    seen: {
      en: '{share, number, ::percent} of the 502s are on {route}, which has {traffic, number, ::percent} of the traffic.',
      ja: '502の{share, number, ::percent}が {route} に集中しています（トラフィックに占める割合は{traffic, number, ::percent}）。',
    },
    'not-seen': {
      en: 'The 502s are spread over routes (most on {route}: {share, number, ::percent}).',
      ja: '502は複数のルートに分散しています（最多は {route} の{share, number, ::percent}）。',
    },
    'not-applicable': {
      en: 'Nearly all traffic goes to one route.',
      ja: 'トラフィックのほとんどが1つのルートに集中しているため、比較できません。',
    },
  },
  run({ accessLog }) {
    const top = worst(accessLog.byPath);
    if (top === undefined) return unknown('no-502');
    if (isTooFew(top)) return unknown('too-little-traffic');
    if (top.entries < 3 || top.ofRequests > 0.6) return notApplicable();
    const args = { share: top.share, route: top.key, traffic: top.ofRequests };
    return top.key === 'others' ? notSeen(args) : concentrated(top, MORE, args);
  },
});
