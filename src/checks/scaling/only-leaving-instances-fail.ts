import { defineCheck } from '../../domain/check.ts';
import type { Instance } from '../../domain/evidence.ts';
import { hostOf, madeRows, rowFact } from '../reading/access-log.ts';
import { ENOUGH, FEW } from '../reading/failures.ts';
import { instancesByAddress } from '../reading/instances.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { type Leaving, leavings, whileLeaving } from '../reading/scaling.ts';

const MOST = 0.8;
const SHOWS = 0.4;
const HIDDEN = 0.1;

export const onlyLeavingInstancesFail = defineCheck({
  id: 'scaling/only-leaving-instances-fail',
  layer: 'service',
  needs: ['accessLog', 'instances', 'scaling'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'membership',
  ofEachKind: true,
  guide: ['G27', 'G33', 'G40'],
  texts: {
    title: { en: 'failures only on instances that are leaving', ja: '終了中のインスタンスだけで起きる失敗' },
    seen: {
      en: '{count, number} of {rows, number} 502s in the access log went to instances that were being terminated on purpose.',
      ja: 'アクセスログにある502の{rows, number}件中{count, number}件は、計画的に終了中のインスタンスへ送られたリクエストです。',
    },
    'not-seen': {
      en: '502s are not limited to instances that are leaving ({count, number} of {rows, number} in the access log).',
      ja: '502は終了中のインスタンスに限られていません（アクセスログの{rows, number}件中{count, number}件）。',
    },
  },
  run({ accessLog, instances, scaling }, { window }) {
    const rows = madeRows(accessLog).filter(({ target }) => target !== null);
    if (rows.length === 0) return unknown('no-502');
    if (rows.length < FEW) return unknown('too-little-traffic');
    const planned = leavings(scaling, window).filter((one) => one.planned);
    const known = instancesByAddress(instances);
    const leaves = rows.filter(({ target, at }) =>
      planned.some((one) => mayBe(one, known.get(hostOf(target ?? ''))) && whileLeaving(one, Date.parse(at))),
    );
    const args = { count: leaves.length, rows: rows.length };
    if (leaves.length >= (rows.length < ENOUGH ? MOST : SHOWS) * rows.length) return seen(args, leaves.map(rowFact));
    if (rows.length < ENOUGH) return unknown('too-little-traffic', args);
    return leaves.length >= HIDDEN * rows.length ? unknown('ambiguous', args) : notSeen(args);
  },
});

/** EC2 forgets the address of a terminated instance: an address that no instance has is one of those that left. */
function mayBe({ instanceId }: Leaving, instance: Instance | undefined): boolean {
  return instance === undefined || instance.id === instanceId;
}
