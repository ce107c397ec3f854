import { defineCheck } from '../../domain/check.ts';
import type { Instance, TargetHealth } from '../../domain/evidence.ts';
import { instanceFact } from '../reading/instances.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

export const targetNotRunning = defineCheck({
  id: 'ec2/target-not-running',
  layer: 'targets',
  needs: ['instances', 'targetHealth'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'unreachable',
  guide: ['G16', 'G29', 'G43'],
  texts: {
    title: { en: 'a registered instance that does not run', ja: '停止中なのに登録されているインスタンス' },
    seen: {
      en: '{count, plural, one {A registered instance does} other {# registered instances do}} not run ({instance} is {state}).',
      ja: '登録済みのインスタンスのうち{count, number}台が稼働していません（{instance} は {state}）。',
    },
    'not-seen': {
      en: 'No registered instance is stopped or gone.',
      ja: '停止・終了しているのに登録されたままのインスタンスはありません。',
    },
  },
  run({ instances, targetHealth }) {
    const registered = targetHealth.filter(({ id, state }) => id.startsWith('i-') && state !== 'draining');
    if (registered.length === 0) return notSeen();
    const still = registered.filter((target) => isStill(target, instances));
    const [first] = still;
    if (first !== undefined) {
      const found = instances.find(({ id }) => id === first.id);
      const facts = instances.filter(({ id }) => still.some((target) => target.id === id)).map(instanceFact);
      return seen({ count: still.length, instance: first.id, state: found?.state ?? first.reason ?? '-' }, facts);
    }
    const known = registered.every((target) => instances.some(({ id, state }) => id === target.id && state !== null));
    return known ? notSeen() : unknown('empty');
  },
});

function isStill({ id, reason }: TargetHealth, instances: readonly Instance[]): boolean {
  const state = instances.find((one) => one.id === id)?.state;
  return /InvalidState/.test(reason ?? '') || /^(stopp|shutting|terminat)/.test(state ?? '');
}
