import { defineCheck } from '../../domain/check.ts';
import { hostOf, madeRows, rowFact } from '../reading/access-log.ts';
import { ENOUGH, FEW, failuresOf, MINUTE } from '../reading/failures.ts';
import { seen, unknown } from '../reading/observe.ts';
import { isPlannedStop, quietStops } from '../reading/stops.ts';

/** Of a few nearly all; of many so large a part is one of two faults, far above what chance puts on leaving tasks. */
const MOST = 0.8;
const SHOWS = 0.4;
const HIDDEN = 0.1;

export const onlyLeavingTasksFail = defineCheck({
  id: 'ecs/only-leaving-tasks-fail',
  layer: 'service',
  needs: ['accessLog', 'ecsStoppedTasks'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  ofEachKind: true,
  guide: ['G27', 'G33', 'G40'],
  texts: {
    title: { en: 'failures only on tasks that are leaving', ja: '終了中のタスクだけで起きる失敗' },
    seen: {
      en: '{count, number} of {rows, number} 502s in the access log went to tasks that were just being stopped on purpose.',
      ja: 'アクセスログにある502の{rows, number}件中{count, number}件は、計画的に停止中のタスクへ送られたリクエストです。',
    },
    'not-seen': {
      en: '502s are not limited to tasks that are leaving ({count, number} of {rows, number} in the access log).',
      ja: '502は終了中のタスクに限られていません（アクセスログの{rows, number}件中{count, number}件）。',
    },
  },
  run({ accessLog, ecsStoppedTasks, metrics }, { window }) {
    const rows = madeRows(accessLog).filter(({ target }) => target !== null);
    if (rows.length === 0) return unknown('no-502');
    if (rows.length < FEW) return unknown('too-little-traffic');
    const planned = ecsStoppedTasks.filter(isPlannedStop);
    const leaves = rows.filter(({ target, at }) =>
      planned.some(
        ({ privateIps, stoppingAt, stoppedAt }) =>
          privateIps.includes(hostOf(target ?? '')) && within(Date.parse(at), stoppingAt ?? stoppedAt, stoppedAt),
      ),
    );
    const args = { count: leaves.length, rows: rows.length };
    if (leaves.length >= (rows.length < ENOUGH ? MOST : SHOWS) * rows.length) return seen(args, leaves.map(rowFact));
    if (rows.length < ENOUGH) return unknown('too-little-traffic', args);
    if (leaves.length >= HIDDEN * rows.length) return unknown('ambiguous', args);
    // Tasks whose addresses ECS no longer tells cannot be matched with rows.
    if (planned.some(({ privateIps }) => privateIps.length === 0)) return unknown('empty', args);
    return quietStops(window, metrics && failuresOf(metrics, window), args) ?? unknown('cut-off', args);
  },
});

/** A minute before it was told to stop until a minute after it was gone. */
function within(at: number, first: string | null, last: string | null): boolean {
  return first !== null && at >= Date.parse(first) - MINUTE && at <= Date.parse(last ?? first) + MINUTE;
}
