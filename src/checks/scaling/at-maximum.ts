import { defineCheck } from '../../domain/check.ts';
import type { EcsService, ScalingGroup } from '../../domain/evidence.ts';
import { MINUTE } from '../reading/failures.ts';
import { notApplicable, seenIf, unknown } from '../reading/observe.ts';

export const atMaximum = defineCheck({
  id: 'scaling/at-maximum',
  layer: 'capacity',
  needs: ['scaling'],
  uses: ['ecsServices'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  guide: ['G9', 'G20', 'G35'],
  checklist: 'resources',
  texts: {
    title: { en: 'scaling at its maximum', ja: 'スケーリング上限への到達' },
    seen: {
      en: '{group} has as many targets as it may have ({max, number}).',
      ja: '{group} の台数が上限（{max, number}）に達しています。',
    },
    'not-seen': {
      en: 'There is room to scale: {group} may have {max, number}.',
      ja: 'スケールアウトの余地があります（{group} の上限は{max, number}）。',
    },
    'not-applicable': {
      en: 'Nothing scales the targets.',
      ja: 'ターゲットをスケールする仕組みはありません。',
    },
  },
  run({ scaling, ecsServices }, { window }) {
    // A group of a fixed size is no group that grew to its limit.
    const growing = scaling.filter(({ min, max }) => min !== null && max !== null && max > min);
    const [first] = growing;
    if (first === undefined) return notApplicable();
    const from = Date.parse(window.from) - 10 * MINUTE;
    const full = growing.filter((group) => isFull(group, ecsServices ?? [], from));
    if (full.length === 0 && growing.every(({ desired }) => desired === null) && ecsServices === undefined) {
      return unknown('not-collected');
    }
    const shown = full[0] ?? first;
    const facts = full.flatMap(({ activities }) =>
      activities.filter(saysFull).map(({ startedAt, statusMessage }) => `${startedAt} ${statusMessage ?? ''}`),
    );
    return seenIf(full.length > 0, { group: shown.name, max: shown.max ?? 0 }, facts);
  },
});

function isFull(group: ScalingGroup, services: readonly EcsService[], from: number): boolean {
  const service = services.find(({ cluster, name }) => `${cluster}/${name}` === group.name);
  const desired = group.desired ?? service?.desiredCount ?? null;
  if (desired !== null && group.max !== null && desired >= group.max) return true;
  return group.activities.some((one) => saysFull(one) && Date.parse(one.startedAt) >= from);
}

function saysFull({ statusMessage }: { readonly statusMessage: string | null }): boolean {
  return /AlreadyAtMaxCapacity|maximum capacity|already at max/i.test(statusMessage ?? '');
}
