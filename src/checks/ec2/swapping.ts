import { defineCheck } from '../../domain/check.ts';
import { failuresOf } from '../reading/failures.ts';
import { failingInstances, hasInstances } from '../reading/instances.ts';
import { notSeen, seenIf, unknown } from '../reading/observe.ts';
import { ofInstances, seriesOf, whileFailing, worstFacts } from '../reading/resource-metrics.ts';
import { median } from '../reading/statistics.ts';

/** So much of the swap in use, and so much more than an hour before. */
const USED = 20;
const MORE = 10;
/** Percent of the memory below which nothing has to be swapped. */
const ROOM = 80;

export const swapping = defineCheck({
  id: 'ec2/swapping',
  layer: 'capacity',
  needs: ['instances', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'targetGroups'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'memory',
  guide: ['G9', 'G20', 'G23'],
  checklist: 'resources',
  texts: {
    title: { en: 'instances that swap', ja: 'スワップの増加' },
    seen: {
      en: 'Up to {swap, number, ::.0} % of the swap was in use while requests failed ({usual, number, ::.0} % before).',
      ja: 'リクエストが失敗していた間、スワップ使用率は最大{swap, number, ::.0}%でした（それ以前は{usual, number, ::.0}%）。',
    },
    'not-seen': {
      en: 'No instance behind the load balancer swaps more than before.',
      ja: 'スワップが増えたインスタンスはありません。',
    },
  },
  run({ instances, resourceMetrics, metrics, accessLog, targetGroups }, { window }) {
    if (!hasInstances(instances, targetGroups)) return notSeen();
    if (instances.length === 0) return unknown('empty');
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    const ids = new Set(failingInstances(instances, accessLog).map(({ id }) => id));
    const series = ofInstances(seriesOf(resourceMetrics, 'swap_used_percent'), ids);
    const now = whileFailing(series, failures);
    const memory = whileFailing(ofInstances(seriesOf(resourceMetrics, 'mem_used_percent'), ids), failures);
    // Without an agent nobody knows: EC2 itself does not see memory. With room left there is nothing to swap for.
    if (now.length === 0) return memory.length > 0 && Math.max(...memory) < ROOM ? notSeen() : unknown('not-enabled');
    const before = series.flatMap(({ points }) => points).filter(({ at }) => at < window.from);
    const usual = median(before.map(({ value }) => value)) ?? 0;
    const swap = Math.max(...now);
    return seenIf(swap >= USED && swap >= usual + MORE, { swap, usual }, worstFacts(series, failures));
  },
});
