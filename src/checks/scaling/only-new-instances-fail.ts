import { defineCheck } from '../../domain/check.ts';
import type { Instance } from '../../domain/evidence.ts';
import { hostOf } from '../reading/access-log.ts';
import { ENOUGH, failuresOf } from '../reading/failures.ts';
import { instanceFact, instancesByAddress } from '../reading/instances.ts';
import { notApplicable, notSeen, seenIf, unknown } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

const MOST = 0.9;

export const onlyNewInstancesFail = defineCheck({
  id: 'scaling/only-new-instances-fail',
  layer: 'service',
  needs: ['accessLog', 'instances', 'metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  guide: ['G27', 'G29', 'G33'],
  texts: {
    title: {
      en: 'failures only on instances of the new launch template version',
      ja: '新しい起動テンプレートのインスタンスだけで起きる失敗',
    },
    seen: {
      en: '{share, number, ::percent} of the failures since it began are on instances of the new launch template version {version}; those of older ones serve beside them without.',
      ja: '発生以降の失敗の{share, number, ::percent}が、新しい起動テンプレート（バージョン {version}）のインスタンスに集中しています。旧バージョンのインスタンスでは発生していません。',
    },
    'not-seen': {
      en: 'The failures are not limited to instances of a new launch template version.',
      ja: '失敗は、新しい起動テンプレートのインスタンスに限られていません。',
    },
    'not-applicable': {
      en: 'Instances of one launch template version alone served requests.',
      ja: 'リクエストを処理したインスタンスの起動テンプレートは1バージョンだけです。',
    },
  },
  run({ accessLog, instances, metrics }, { window }) {
    if (instances.length === 0) return notSeen();
    const byAddress = instancesByAddress(instances);
    const versions = instances.map(versionOf).filter((version) => version > 0);
    const newest = Math.max(0, ...versions);
    const isNew = (target: string) => versionOf(byAddress.get(hostOf(target))) === newest;
    if (newest === 0 || versions.every((version) => version === newest)) return notApplicable();
    const since = failuresOf(metrics, window, accessLog)?.onset ?? Date.parse(window.from);
    const failing = accessLog.failures.flatMap(({ target, at }) =>
      target !== null && Date.parse(at) >= since ? [target] : [],
    );
    if (failing.length === 0) return unknown('no-502');
    if (failing.length < ENOUGH) return unknown('too-little-traffic');
    const asked = accessLog.byTarget.filter(({ key }) => key !== '-' && key !== '');
    const all = sum(asked.map(({ requests }) => requests));
    const own = sum(asked.filter(({ key }) => isNew(key)).map(({ requests }) => requests));
    // A new version that has nearly all the requests has nearly all the failures too, whatever makes them.
    if (own >= MOST * all) return notApplicable();
    const share = failing.filter(isNew).length / failing.length;
    const facts = instances.filter((one) => versionOf(one) === newest).map(instanceFact);
    return seenIf(share >= MOST, { share, version: String(newest) }, facts);
  },
});

function versionOf(instance: Instance | undefined): number {
  return Number(instance?.launchTemplateVersion ?? 0) || 0;
}
