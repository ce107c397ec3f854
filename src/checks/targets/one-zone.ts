import { defineCheck } from '../../domain/check.ts';
import type { EcsTask, LogShare, TargetHealth } from '../../domain/evidence.ts';
import { hostOf, rows502, worst } from '../reading/access-log.ts';
import { ENOUGH } from '../reading/failures.ts';
import { notApplicable, seenIf, unknown } from '../reading/observe.ts';

const MOST = 0.8;

export const oneZone = defineCheck({
  id: 'targets/one-zone',
  layer: 'targets',
  needs: ['accessLog', 'targetHealth'],
  uses: ['ecsTasks', 'ecsStoppedTasks'],
  severity: 'medium',
  leak: 'rare',
  nature: 'symptom',
  family: 'concentration',
  ofEachKind: true,
  guide: ['G3', 'G31'],
  texts: {
    title: { en: 'one zone that fails', ja: '特定のアベイラビリティーゾーンへの集中' },
    seen: {
      en: '{share, number, ::percent} of the 502s are on targets that run in {zone}.',
      ja: '502の{share, number, ::percent}が {zone} で稼働するターゲットに集中しています。',
    },
    'not-seen': {
      en: 'The 502s are spread over {zones, number} zones (most in {zone}: {share, number, ::percent}).',
      ja: '502は{zones, number}個のゾーンに分散しています（最多は {zone} の{share, number, ::percent}）。',
    },
    'not-applicable': {
      en: 'Targets in one zone only.',
      ja: 'ターゲットが1つのゾーンにしかないため、比較できません。',
    },
  },
  run({ accessLog, targetHealth, ecsTasks, ecsStoppedTasks }) {
    const zones = zonesOf(targetHealth, [...(ecsTasks ?? []), ...(ecsStoppedTasks ?? [])]);
    const known = accessLog.byTarget.flatMap((share) => {
      const zone = zones.get(hostOf(share.key));
      return zone === undefined ? [] : [{ ...share, key: zone }];
    });
    const top = worst(addUp(known));
    if (top === undefined) return unknown('no-502');
    const all = accessLog.byTarget.reduce((sum, share) => sum + rows502(share), 0);
    if (top.total < ENOUGH || top.total < 0.8 * all) return unknown('too-little-traffic');
    if (top.entries < 2) return notApplicable();
    const args = { share: top.share, zone: top.key, zones: top.entries };
    return seenIf(top.share >= MOST && top.share > 1.3 * top.ofRequests, args);
  },
});

/** Zone by address of the target, from the load balancer and from the tasks (which know the ones that are gone). */
function zonesOf(targets: readonly TargetHealth[], tasks: readonly EcsTask[]): ReadonlyMap<string, string> {
  const registered = targets.map(({ id, zone }) => [id, zone] as const);
  const run = tasks.flatMap(({ privateIps, zone }) => privateIps.map((ip) => [ip, zone] as const));
  return new Map([...registered, ...run].flatMap(([ip, zone]) => (zone === null ? [] : [[ip, zone] as const])));
}

function addUp(shares: readonly LogShare[]): readonly LogShare[] {
  const byKey = new Map<string, LogShare>();
  for (const share of shares) {
    const before = byKey.get(share.key) ?? { key: share.key, requests: 0, elb502: 0, target502: 0, other5xx: 0 };
    byKey.set(share.key, {
      key: share.key,
      requests: before.requests + share.requests,
      elb502: before.elb502 + share.elb502,
      target502: before.target502 + share.target502,
      other5xx: before.other5xx + share.other5xx,
    });
  }
  return [...byKey.values()];
}
