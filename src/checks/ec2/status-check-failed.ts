import { defineCheck } from '../../domain/check.ts';
import type { Instance } from '../../domain/evidence.ts';
import { hasInstances, instanceFact, isGone } from '../reading/instances.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { ofInstances, seriesOf } from '../reading/resource-metrics.ts';

const metrics = ['StatusCheckFailed_System', 'StatusCheckFailed_Instance', 'StatusCheckFailed_AttachedEBS'];

export const statusCheckFailed = defineCheck({
  id: 'ec2/status-check-failed',
  layer: 'targets',
  needs: ['instances'],
  uses: ['resourceMetrics', 'targetGroups'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  guide: ['G16', 'G29', 'G43'],
  checklist: 'resources',
  texts: {
    title: { en: 'an instance whose status checks fail', ja: 'ステータスチェックに失敗しているインスタンス' },
    seen: {
      en: 'EC2 finds {count, plural, one {the instance {instance}} other {# instances, {instance} among them,}} impaired (its host, its system or its disk).',
      ja: 'EC2のステータスチェックで、{count, number}台（{instance} など）に障害（ホスト・OS・ディスクのいずれか）が検出されました。',
    },
    'not-seen': {
      en: 'No instance behind the load balancer failed its status checks.',
      ja: 'ステータスチェックに失敗したインスタンスはありません。',
    },
  },
  run({ instances, resourceMetrics, targetGroups }, { window }) {
    if (!hasInstances(instances, targetGroups)) return notSeen();
    if (instances.length === 0) return unknown('empty');
    const living = instances.filter((one) => !isGone(one));
    const series = metrics.flatMap((name) => (resourceMetrics === undefined ? [] : seriesOf(resourceMetrics, name)));
    const failed = new Set(
      ofInstances(series, new Set(instances.map(({ id }) => id)))
        .filter(({ points }) => points.some(({ at, value }) => value > 0 && at >= window.from && at <= window.to))
        .map(({ dimensions }) => dimensions.InstanceId),
    );
    const impaired = instances.filter((one) => isImpaired(one) || failed.has(one.id));
    const [first] = impaired;
    if (first !== undefined) return seen({ count: impaired.length, instance: first.id }, impaired.map(statusFact));
    // A status that EC2 did not give is none that was passed.
    const told = living.every(({ systemStatus }) => systemStatus !== null);
    return told && living.length > 0 ? notSeen() : unknown('empty');
  },
});

function isImpaired({ systemStatus, instanceStatus, ebsStatus }: Instance): boolean {
  return [systemStatus, instanceStatus, ebsStatus].includes('impaired');
}

function statusFact(one: Instance): string {
  const checks = `system ${one.systemStatus ?? '-'} · instance ${one.instanceStatus ?? '-'} · EBS ${one.ebsStatus ?? '-'}`;
  return [instanceFact(one), checks, ...one.events.map(({ code, description }) => `${code} ${description}`)].join(
    ' · ',
  );
}
