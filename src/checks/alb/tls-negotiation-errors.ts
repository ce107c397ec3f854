import { defineCheck } from '../../domain/check.ts';
import { ENOUGH, madeFailuresOf } from '../reading/failures.ts';
import { counter } from '../reading/metrics.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

export const tlsNegotiationErrors = defineCheck({
  id: 'alb/tls-negotiation-errors',
  layer: 'load-balancer',
  needs: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  guide: ['G8', 'G17'],
  texts: {
    title: { en: 'TLS handshakes with the target failing', ja: 'ターゲットとのTLSハンドシェイク失敗' },
    seen: {
      en: 'The TLS handshake with targets failed {errors, number} times in the minutes of the {count, number} 502s (CloudWatch).',
      ja: '502（CloudWatchで{count, number}件）と同じ時間帯に、ターゲットとのTLSハンドシェイクが{errors, number}回失敗しています。',
    },
    'not-seen': {
      en: 'No TLS handshake with a target failed.',
      ja: 'ターゲットとのTLSハンドシェイクの失敗はありません。',
    },
  },
  run({ metrics }, { window }) {
    const failures = madeFailuresOf(metrics, window);
    const errors = counter(metrics, 'TargetTLSNegotiationErrorCount');
    if (failures === undefined || errors === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    if (failures.total < ENOUGH) return unknown('too-little-traffic');
    const within = sum(failures.failing.map(({ at }) => errors.get(at) ?? 0));
    const args = { errors: within, count: failures.total };
    if (sum(errors.values()) === 0) return notSeen(args);
    return within >= 0.3 * failures.total ? seen(args) : unknown('ambiguous', args);
  },
});
