import { defineCheck } from '../../domain/check.ts';
import { failuresOf, MINUTE } from '../reading/failures.ts';
import { curveOf } from '../reading/metrics.ts';
import { seenIf, unknown } from '../reading/observe.ts';
import { cpuSeries } from '../reading/service-load.ts';

const BUSY = 90;

export const cpuSaturated = defineCheck({
  id: 'capacity/cpu-saturated',
  layer: 'capacity',
  needs: ['metrics'],
  uses: ['resourceMetrics', 'instances', 'accessLog'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'cpu',
  guide: ['G9', 'G20', 'G23'],
  checklist: 'resources',
  texts: {
    title: { en: 'CPU at its limit', ja: 'CPU使用率の上限到達' },
    seen: {
      en: 'The service used {cpu, number, ::.0} % of its CPU while requests failed.',
      ja: 'リクエストが失敗していた間、サービスのCPU使用率は{cpu, number, ::.0}%に達していました。',
    },
    'not-seen': {
      en: 'CPU stayed at {cpu, number, ::.0} % or below while requests failed.',
      ja: 'リクエストが失敗していた間、CPU使用率は{cpu, number, ::.0}%以下でした。',
    },
  },
  run({ metrics, resourceMetrics, instances, accessLog }, { window }) {
    const failures = failuresOf(metrics, window);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    const curves = cpuSeries({ metrics, resourceMetrics, instances, accessLog });
    const near = curves
      .flatMap((series) => [...curveOf(series)])
      .filter(([at]) => failures.failing.some((minute) => at >= minute.at - 5 * MINUTE && at <= minute.at + MINUTE));
    if (near.length === 0) return unknown('not-collected');
    const cpu = Math.max(...near.map(([, value]) => value));
    return seenIf(cpu >= BUSY, { cpu });
  },
});
