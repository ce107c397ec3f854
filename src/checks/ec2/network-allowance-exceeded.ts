import { defineCheck } from '../../domain/check.ts';
import type { MetricSeries } from '../../domain/evidence.ts';
import { failuresOf } from '../reading/failures.ts';
import { failingInstances, hasInstances } from '../reading/instances.ts';
import { notSeen, seenIf, unknown } from '../reading/observe.ts';
import { ofInstances, seriesOf } from '../reading/resource-metrics.ts';

const counters = ['conntrack', 'pps', 'bw_in', 'bw_out', 'linklocal'].map((of) => `ethtool_${of}_allowance_exceeded`);

export const networkAllowanceExceeded = defineCheck({
  id: 'ec2/network-allowance-exceeded',
  layer: 'capacity',
  needs: ['instances', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'targetGroups'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  guide: ['G9', 'G14', 'G20'],
  texts: {
    title: { en: 'an instance over its network allowance', ja: 'ネットワーク許容量の超過' },
    seen: {
      en: 'The network card of an instance dropped packets over its allowance within the window ({metric} grew by {grown, number}).',
      ja: '調査期間中に、許容量を超えたパケットがインスタンスのネットワークカードで破棄されました（{metric} が{grown, number}増加）。',
    },
    'not-seen': {
      en: 'No instance went over its network allowance.',
      ja: 'ネットワーク許容量を超えたインスタンスはありません。',
    },
  },
  run({ instances, resourceMetrics, metrics, accessLog, targetGroups }, { window }) {
    if (!hasInstances(instances, targetGroups)) return notSeen();
    if (instances.length === 0) return unknown('empty');
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    const ids = new Set(failingInstances(instances, accessLog).map(({ id }) => id));
    const series = counters.flatMap((metric) => ofInstances(seriesOf(resourceMetrics, metric), ids));
    if (series.length === 0) return unknown('not-enabled');
    const grown = series.map((one) => ({ one, grown: growth(one, window.from) })).toSorted((a, b) => b.grown - a.grown);
    const worst = grown[0];
    const facts = grown.map(({ one, grown: by }) => `${one.dimensions.InstanceId ?? '-'} ${one.metric} +${by}`);
    const args = { metric: worst?.one.metric ?? '-', grown: worst?.grown ?? 0 };
    return seenIf((worst?.grown ?? 0) > 0, args, facts);
  },
});

/** The driver counts since it was loaded; some agents report the difference. Either way something beyond the first value. */
function growth({ points }: MetricSeries, from: string): number {
  const within = points.filter(({ at }) => at >= from).map(({ value }) => value);
  if (within.length === 0) return 0;
  const before = points.findLast(({ at }) => at < from)?.value ?? within[0] ?? 0;
  return Math.max(0, Math.max(...within) - before);
}
