import { defineCheck } from '../../domain/check.ts';
import { madeRows, rowFact } from '../reading/access-log.ts';
import { ENOUGH, FEW } from '../reading/failures.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';
import { kubernetesGroups, movesOf, toLeaving } from '../reading/pods.ts';

const MOST = 0.8;
const HARDLY = 0.2;

export const onlyLeavingPodsFail = defineCheck({
  id: 'eks/only-leaving-pods-fail',
  layer: 'service',
  needs: ['accessLog', 'changes', 'targetGroups', 'ecsServices'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'membership',
  ofEachKind: true,
  guide: ['G27', 'G33', 'G40'],
  texts: {
    title: { en: 'failures only on pods that are leaving', ja: '終了中のPodだけで起きる失敗' },
    seen: {
      en: '{count, number} of {rows, number} 502s in the access log went to targets that were being deregistered within a minute and a half.',
      ja: 'アクセスログの502の{rows, number}件中{count, number}件は、前後1分半以内に登録解除されたターゲットへのリクエストです。',
    },
    'not-seen': {
      en: '502s are not limited to targets that are leaving ({count, number} of {rows, number} in the access log, {left, number} deregistrations).',
      ja: '502は離脱中のターゲットに限られていません（アクセスログの{rows, number}件中{count, number}件、登録解除は{left, number}回）。',
    },
    'not-applicable': {
      en: 'No target group is kept by Kubernetes.',
      ja: 'Kubernetesが管理するターゲットグループはありません。',
    },
  },
  run({ accessLog, changes, targetGroups, ecsServices }) {
    const kept = kubernetesGroups(targetGroups, ecsServices, changes);
    if (kept === undefined) return unknown('ambiguous');
    if (kept.length === 0) return notApplicable();
    const rows = madeRows(accessLog).filter(({ target }) => target !== null);
    if (rows.length === 0) return unknown('no-502');
    if (rows.length < FEW) return unknown('too-little-traffic');
    const moves = movesOf(changes, kept);
    const leaving = toLeaving(rows, moves);
    const args = { count: leaving.length, rows: rows.length, left: moves.filter(({ kind }) => kind === 'left').length };
    if (leaving.length >= MOST * rows.length) return seen(args, leaving.map(rowFact));
    if (rows.length < ENOUGH) return unknown('too-little-traffic', args);
    return leaving.length <= HARDLY * rows.length ? notSeen(args) : unknown('ambiguous', args);
  },
});
