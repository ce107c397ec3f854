import { defineCheck, type Observation } from '../../domain/check.ts';
import { relayed502 } from '../reading/access-log.ts';
import { ENOUGH } from '../reading/failures.ts';
import { total } from '../reading/metrics.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

const SHARE = 0.1;
/** Beside very many others even more than a handful are strays. */
const STRAY = 0.02;

export const from502Target = defineCheck({
  id: 'alb/502-from-target',
  layer: 'symptom',
  needs: ['metrics'],
  uses: ['accessLog'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'minter',
  guide: ['G1', 'G2'],
  texts: {
    title: { en: '502s that the target answered itself', ja: 'ターゲット自身が返した502' },
    seen: {
      en: 'The target answered {count, number} 502s itself; the load balancer only passed them on.',
      ja: '{count, number}件の502はターゲット自身が返したもので、ロードバランサーは中継しただけです。',
    },
    'not-seen': {
      en: 'The targets answered no 502 worth mentioning ({count, number}).',
      ja: 'ターゲット自身が返した502はほとんどありません（{count, number}件）。',
    },
  },
  run({ metrics, accessLog }, { window }) {
    const made = total(metrics, 'HTTPCode_ELB_502_Count', window);
    if (made === undefined) return unknown('not-collected');
    if (accessLog && accessLog.rows > 0) return byLog(made, relayed502(accessLog));
    // Without the log the status is not known, but no more 502s can have come from the target than it sent 5XX.
    const target5xx = total(metrics, 'HTTPCode_Target_5XX_Count', window);
    if (target5xx === undefined) return unknown('not-collected');
    if (made + target5xx === 0) return unknown('no-502');
    const few = target5xx < SHARE * made && target5xx < Math.max(ENOUGH, STRAY * made);
    return few ? notSeen({ count: target5xx }) : unknown('not-collected');
  },
});

function byLog(made: number, relayed: number): Observation {
  const args = { count: relayed };
  if (made + relayed === 0) return unknown('no-502');
  if (relayed >= SHARE * (made + relayed)) return seen(args);
  // Too few to be what is wrong, too many to be nothing: perhaps a second fault's.
  return relayed < Math.max(ENOUGH, STRAY * made) ? notSeen(args) : unknown('ambiguous', args);
}
