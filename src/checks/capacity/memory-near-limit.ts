import { defineCheck } from '../../domain/check.ts';
import { failuresOf, MINUTE } from '../reading/failures.ts';
import { curveOf } from '../reading/metrics.ts';
import { seenIf, unknown } from '../reading/observe.ts';
import { memorySeries } from '../reading/service-load.ts';

const NEAR = 90;

export const memoryNearLimit = defineCheck({
  id: 'capacity/memory-near-limit',
  layer: 'capacity',
  needs: ['metrics'],
  uses: ['resourceMetrics', 'instances', 'accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'memory',
  guide: ['G9', 'G20', 'G23'],
  checklist: 'resources',
  texts: {
    title: { en: 'memory near its limit', ja: 'メモリ使用率の上限接近' },
    seen: {
      en: 'Tasks or instances used up to {memory, number, ::.0} % of their memory while requests failed.',
      ja: 'リクエストが失敗していた間、タスクまたはインスタンスのメモリ使用率は最大{memory, number, ::.0}%でした。',
    },
    'not-seen': {
      en: 'Tasks and instances used at most {memory, number, ::.0} % of their memory.',
      ja: 'タスクまたはインスタンスのメモリ使用率は最大{memory, number, ::.0}%でした。',
    },
  },
  run({ metrics, resourceMetrics, instances, accessLog }, { window }) {
    const failures = failuresOf(metrics, window);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    const curves = memorySeries({ metrics, resourceMetrics, instances, accessLog });
    const near = curves
      .flatMap((series) => [...curveOf(series)])
      .filter(([at]) => failures.failing.some((minute) => at >= minute.at - 5 * MINUTE && at <= minute.at + MINUTE));
    if (near.length === 0) return unknown('not-collected');
    const memory = Math.max(...near.map(([, value]) => value));
    return seenIf(memory >= NEAR, { memory });
  },
});
