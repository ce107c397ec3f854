import { defineCheck } from '../../domain/check.ts';
import type { Instance } from '../../domain/evidence.ts';
import { failuresOf } from '../reading/failures.ts';
import { failingInstances, hasInstances } from '../reading/instances.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { ofInstances, seriesOf, whileFailing, worstFacts } from '../reading/resource-metrics.ts';

/** CPU credits left; percent of the disk's burst. */
const NONE = 1;
const balances = ['CPUCreditBalance', 'EBSIOBalance%', 'EBSByteBalance%'];

export const creditsExhausted = defineCheck({
  id: 'ec2/credits-exhausted',
  layer: 'capacity',
  needs: ['instances', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'targetGroups'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  guide: ['G9', 'G20', 'G23'],
  checklist: 'resources',
  texts: {
    title: { en: 'burst credits used up', ja: 'バーストクレジットの枯渇' },
    seen: {
      en: '{metric} of the failing instances was down to {least, number, ::.0} while requests failed: they ran at their baseline speed.',
      ja: 'リクエストが失敗していた間、インスタンスの {metric} は{least, number, ::.0}まで減っていました。ベースライン性能に制限されています。',
    },
    'not-seen': {
      en: 'No instance behind the load balancer has used up its burst credits.',
      ja: 'バーストクレジットを使い切ったインスタンスはありません。',
    },
  },
  run({ instances, resourceMetrics, metrics, accessLog, targetGroups }, { window }) {
    if (!hasInstances(instances, targetGroups)) return notSeen();
    if (instances.length === 0) return unknown('empty');
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    const failing = failingInstances(instances, accessLog);
    const ids = new Set(failing.map(({ id }) => id));
    const found = balances.flatMap((metric) => {
      const series = ofInstances(seriesOf(resourceMetrics, metric, 'Minimum'), ids);
      const values = whileFailing(series, failures);
      return values.length === 0 ? [] : [{ metric, series, least: Math.min(...values) }];
    });
    const [worst] = found.toSorted((a, b) => a.least - b.least);
    // Types of fixed speed have no credits; a burstable one whose credits nobody told is not known to have any.
    if (worst === undefined) return failing.some(isBurstable) ? unknown('empty') : notSeen();
    const args = { metric: worst.metric, least: worst.least };
    return worst.least <= NONE ? seen(args, worstFacts(worst.series, failures, true)) : notSeen(args);
  },
});

function isBurstable({ type }: Instance): boolean {
  return type === null || /^t\d/.test(type);
}
