import { defineCheck } from '../../domain/check.ts';
import { ENOUGH } from '../reading/failures.ts';
import { gauge, isWithin, total } from '../reading/metrics.ts';
import { seenIf, unknown } from '../reading/observe.ts';

/** Percent. A moment at the top is what scaling looks like; it is the minutes that hurt. */
const FULL = 95;
const MINUTES = 5;

export const loadBalancerAtLimit = defineCheck({
  id: 'network/load-balancer-at-limit',
  layer: 'load-balancer',
  needs: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  guide: ['G19', 'G23'],
  texts: {
    title: { en: 'the load balancer at its own limit', ja: 'ロードバランサー自体の限界' },
    seen: {
      en: 'The load balancer is at its limit: {rejected, number} connections rejected, {minutes, number} minutes at full capacity.',
      ja: 'ロードバランサーが限界に達しています（拒否した接続{rejected, number}件、容量の上限に達した時間{minutes, number}分）。',
    },
    'not-seen': {
      en: 'The load balancer is not at its limit: {rejected, number} connections rejected.',
      ja: 'ロードバランサーは限界に達していません（拒否した接続は{rejected, number}件）。',
    },
  },
  run({ metrics }, { window }) {
    const rejected = total(metrics, 'RejectedConnectionCount', window);
    if (rejected === undefined) return unknown('not-collected');
    const periodMs = metrics.periodSeconds * 1000;
    const used = gauge(metrics, 'CapacityUtilization', 'Maximum') ?? new Map<number, number>();
    const full = [...used].filter(([at, value]) => value >= FULL && isWithin(window, at, periodMs));
    const minutes = Math.round((full.length * periodMs) / 60_000);
    return seenIf(rejected >= ENOUGH || minutes >= MINUTES, { rejected, minutes });
  },
});
