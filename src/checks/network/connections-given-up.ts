import { defineCheck } from '../../domain/check.ts';
import { ENOUGH } from '../reading/failures.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';

const MOST = 0.6;

export const connectionsGivenUp = defineCheck({
  id: 'network/connections-given-up',
  layer: 'load-balancer',
  needs: ['accessLog'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  guide: ['G13', 'G18', 'G19'],
  texts: {
    title: { en: '504s after ten seconds of silence', ja: '10秒の無応答のあとの504' },
    seen: {
      en: '{count, number} of {rows, number} 504s in the access log came after ten seconds without a connection: packets are dropped on the way, or nobody has the address.',
      ja: 'アクセスログの504 {rows, number}件中{count, number}件が、接続できないまま10秒後に返っています。経路上でパケットが破棄されているか、アドレスの持ち主がいません。',
    },
    'not-seen': {
      en: 'The 504s in the access log do not come after ten seconds without a connection ({count, number} of {rows, number}): connections are made, answers are late.',
      ja: 'アクセスログの504は、接続できずに10秒で打ち切られたものではありません（{rows, number}件中{count, number}件）。接続はできており、応答が遅れています。',
    },
    'not-applicable': { en: 'There are no 504s in the access log.', ja: 'アクセスログに504はありません。' },
  },
  run({ accessLog: { timeouts } }) {
    if (timeouts === undefined) return unknown('not-collected');
    const args = { count: timeouts.atConnect, rows: timeouts.rows };
    if (timeouts.rows === 0) return notApplicable();
    if (timeouts.rows < ENOUGH) return unknown('too-little-traffic', args);
    return timeouts.atConnect >= MOST * timeouts.rows ? seen(args) : notSeen(args);
  },
});
