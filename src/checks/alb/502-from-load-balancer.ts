import { defineCheck } from '../../domain/check.ts';
import { relayed502 } from '../reading/access-log.ts';
import { ENOUGH } from '../reading/failures.ts';
import { total } from '../reading/metrics.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

/** Less than this share of all 502s is a side effect, not the symptom. */
const SHARE = 0.1;
/** Beside very many others even more than a handful are strays. */
const STRAY = 0.02;

export const from502LoadBalancer = defineCheck({
  id: 'alb/502-from-load-balancer',
  layer: 'symptom',
  needs: ['metrics'],
  uses: ['accessLog'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'minter',
  guide: ['G1', 'G2', 'G3'],
  texts: {
    title: { en: '502s made by the load balancer', ja: 'ロードバランサーが生成した502' },
    seen: {
      en: 'The load balancer itself made {count, number} 502s: it got no valid answer from the target.',
      ja: '502のうち{count, number}件はロードバランサー自身が生成しました。ターゲットから有効な応答を受け取れていません。',
    },
    'not-seen': {
      en: 'The load balancer made {count, number} 502s; the errors come from the targets.',
      ja: 'ロードバランサーが生成した502は{count, number}件です。エラーはターゲット側が返しています。',
    },
  },
  run({ metrics, accessLog }, { window }) {
    const made = total(metrics, 'HTTPCode_ELB_502_Count', window);
    if (made === undefined) return unknown('not-collected');
    const relayed = accessLog ? relayed502(accessLog) : 0;
    const target5xx = total(metrics, 'HTTPCode_Target_5XX_Count', window) ?? 0;
    if (made + relayed + target5xx === 0) return unknown('no-502');
    if (made > 0 && made >= SHARE * (made + relayed)) return seen({ count: made });
    // Too few to be what is wrong, too many to be nothing: perhaps a second fault's.
    return made < Math.max(ENOUGH, STRAY * relayed) ? notSeen({ count: made }) : unknown('ambiguous', { count: made });
  },
});
