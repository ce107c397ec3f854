import { defineCheck } from '../../domain/check.ts';
import { FEW, madeFailuresOf } from '../reading/failures.ts';
import { counter } from '../reading/metrics.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

/** Of the volume of the 502s, and of the failing minutes: below, the connection errors are another story. */
const FOLLOWS = 0.3;

export const connectionErrorsFollow = defineCheck({
  id: 'alb/connection-errors-follow',
  layer: 'load-balancer',
  needs: ['metrics'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  guide: ['G5', 'G13', 'G25'],
  checklist: 'network',
  texts: {
    title: { en: 'connection errors in step with the 502s', ja: '502と連動する接続エラー' },
    seen: {
      en: 'The load balancer could not connect to targets {errors, number} times, in the same minutes as the {count, number} 502s (CloudWatch).',
      ja: '502（CloudWatchで{count, number}件）と同じ時間帯に、ターゲットへの接続が{errors, number}回失敗しています。',
    },
    'not-seen': {
      en: 'No connection to a target failed while the load balancer made {count, number} 502s (CloudWatch): the network path and the port are open.',
      ja: '502がCloudWatchで{count, number}件発生する間、ターゲットへの接続失敗はありませんでした。ネットワーク経路とポートは通じています。',
    },
  },
  run({ metrics }, { window }) {
    const failures = madeFailuresOf(metrics, window);
    const errors = counter(metrics, 'TargetConnectionErrorCount');
    if (failures === undefined || errors === undefined) return unknown('not-collected');
    const args = { errors: sum(errors.values()), count: failures.total };
    if (failures.total === 0) return unknown('no-502', args);
    if (failures.total < FEW) return unknown('too-little-traffic', args);
    if (args.errors === 0) return notSeen(args);
    const within = failures.failing.map(({ at }) => errors.get(at) ?? 0);
    const touched = within.filter((value) => value > 0).length / within.length;
    const volume = sum(within) / failures.total;
    return volume >= FOLLOWS && touched >= FOLLOWS ? seen(args) : unknown('ambiguous', args);
  },
});
