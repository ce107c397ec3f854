import { defineCheck } from '../../domain/check.ts';
import type { MetricSeries } from '../../domain/evidence.ts';
import { type Failures, failuresOf } from '../reading/failures.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';
import { compared } from '../reading/store-metrics.ts';

const NAT = 'AWS/NATGateway';
/** Packets that a NAT gateway loses in a minute for no reason. */
const DROPS = 100;

export const natPortErrors = defineCheck({
  id: 'data/nat-port-errors',
  layer: 'capacity',
  needs: ['resourceMetrics', 'metrics'],
  uses: ['accessLog', 'network'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G11', 'G23', 'G27'],
  checklist: 'network',
  texts: {
    title: { en: 'a NAT gateway that has no ports left', ja: 'NATゲートウェイのポート枯渇' },
    seen: {
      en: 'A NAT gateway of this VPC could not open connections while requests failed ({of}: {now, number, ::.} a minute).',
      ja: '失敗している間、このVPCのNATゲートウェイが新しい接続を張れていません（{of}、毎分{now, number, ::.}件）。',
    },
    'not-seen': {
      en: 'The NAT gateways of this VPC refused no connection and lost no packets.',
      ja: 'このVPCのNATゲートウェイに、接続の失敗やパケットの破棄はありません。',
    },
    'not-applicable': {
      en: 'There is no NAT gateway in this VPC.',
      ja: 'このVPCにNATゲートウェイはありません。',
    },
  },
  run({ resourceMetrics, metrics, accessLog, network }, { window }) {
    const gateways = resourceMetrics.series.filter(({ namespace }) => namespace === NAT);
    if (gateways.length === 0)
      return network !== undefined && network.natGateways.length === 0 ? notApplicable() : unknown('not-collected');
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    const over = gateways.flatMap((series) => tooMany(series, failures)).sort((a, b) => b.now - a.now)[0];
    return over === undefined ? notSeen() : seen(over);
  },
});

/** CloudWatch leaves out minutes with none: an absent datapoint is a zero here. */
function tooMany(series: MetricSeries, failures: Failures): readonly { of: string; now: number }[] {
  const limit = { ErrorPortAllocation: 1, PacketsDropCount: DROPS }[series.metric];
  const found = compared(series, failures);
  return limit !== undefined && found !== undefined && found.now >= limit && found.now >= 5 * (found.before ?? 0)
    ? [{ of: found.of, now: found.now }]
    : [];
}
