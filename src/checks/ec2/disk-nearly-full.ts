import { defineCheck } from '../../domain/check.ts';
import { failuresOf } from '../reading/failures.ts';
import { failingInstances, hasInstances } from '../reading/instances.ts';
import { notSeen, seenIf, unknown } from '../reading/observe.ts';
import { ofInstances, seriesOf, whileFailing, worstFacts } from '../reading/resource-metrics.ts';

const FULL = 97;

export const diskNearlyFull = defineCheck({
  id: 'ec2/disk-nearly-full',
  layer: 'capacity',
  needs: ['instances', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'targetGroups'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  guide: ['G9', 'G20', 'G23'],
  checklist: 'resources',
  texts: {
    title: { en: 'an instance with a full disk', ja: 'ディスク使用率の上限到達' },
    seen: {
      en: 'A disk of the failing instances was {disk, number, ::.0} % full while requests failed.',
      ja: 'リクエストが失敗していた間、インスタンスのディスク使用率は{disk, number, ::.0}%に達していました。',
    },
    'not-seen': {
      en: 'No disk of an instance behind the load balancer is full.',
      ja: 'ディスクが上限に達したインスタンスはありません。',
    },
  },
  run({ instances, resourceMetrics, metrics, accessLog, targetGroups }, { window }) {
    if (!hasInstances(instances, targetGroups)) return notSeen();
    if (instances.length === 0) return unknown('empty');
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined) return unknown('not-collected');
    if (failures.total === 0) return unknown('no-502');
    const ids = new Set(failingInstances(instances, accessLog).map(({ id }) => id));
    const series = ofInstances(seriesOf(resourceMetrics, 'disk_used_percent'), ids);
    const values = whileFailing(series, failures);
    if (values.length === 0) return unknown('not-enabled');
    const disk = Math.max(...values);
    return seenIf(disk >= FULL, { disk }, worstFacts(series, failures));
  },
});
