import { defineCheck } from '../../domain/check.ts';
import type { Instance } from '../../domain/evidence.ts';
import { hostOf, rows502 } from '../reading/access-log.ts';
import { ENOUGH } from '../reading/failures.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { ofInstances, seriesOf } from '../reading/resource-metrics.ts';
import { sum } from '../reading/statistics.ts';

const MOST = 0.6;

export const impairedInstanceFails = defineCheck({
  id: 'ec2/impaired-instance-fails',
  layer: 'targets',
  needs: ['accessLog', 'instances', 'resourceMetrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  ofEachKind: true,
  guide: ['G29', 'G43'],
  texts: {
    title: { en: 'failures on the instance that is impaired', ja: '障害のあるインスタンスへの失敗の集中' },
    seen: {
      en: '{share, number, ::percent} of the 502s are on instances whose status checks fail ({instance}).',
      ja: '502の{share, number, ::percent}が、ステータスチェックに失敗しているインスタンス（{instance}）に集中しています。',
    },
    'not-seen': {
      en: 'The 502s are not limited to impaired instances.',
      ja: '502は障害のあるインスタンスに限られていません。',
    },
  },
  run({ accessLog, instances, resourceMetrics }, { window }) {
    const failed = ['System', 'Instance', 'AttachedEBS'].flatMap((of) =>
      seriesOf(resourceMetrics, `StatusCheckFailed_${of}`),
    );
    const was = (one: Instance) =>
      ofInstances(failed, new Set([one.id])).some(({ points }) =>
        points.some(({ at, value }) => value > 0 && at >= window.from),
      );
    const impaired = instances.filter(
      (one) => [one.systemStatus, one.instanceStatus, one.ebsStatus].includes('impaired') || was(one),
    );
    const [first] = impaired;
    if (first === undefined) return notSeen();
    const hosts = new Set(impaired.flatMap(({ privateIps }) => privateIps));
    const all = sum(accessLog.byTarget.map(rows502));
    const own = accessLog.byTarget.filter(({ key }) => hosts.has(hostOf(key)));
    const args = { share: all === 0 ? 0 : sum(own.map(rows502)) / all, instance: first.id };
    if (all === 0) return unknown('no-502');
    if (all < ENOUGH) return unknown('too-little-traffic', args);
    // All are impaired: then it says nothing that they are the ones that fail.
    const asked = sum(own.map(({ requests }) => requests)) / sum(accessLog.byTarget.map(({ requests }) => requests));
    if (asked > 0.9) return unknown('ambiguous', args);
    return args.share >= MOST && args.share > 1.5 * asked ? seen(args) : notSeen(args);
  },
});
