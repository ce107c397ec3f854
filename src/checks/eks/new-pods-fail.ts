import { defineCheck } from '../../domain/check.ts';
import { madeRows, rowFact } from '../reading/access-log.ts';
import { ENOUGH, FEW } from '../reading/failures.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';
import { kubernetesGroups, movesOf, toNew } from '../reading/pods.ts';

const MOST = 0.6;
const HARDLY = 0.2;

export const newPodsFail = defineCheck({
  id: 'eks/new-pods-fail',
  layer: 'service',
  needs: ['accessLog', 'changes', 'targetGroups', 'ecsServices'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'membership',
  ofEachKind: true,
  guide: ['G27', 'G33', 'G40'],
  texts: {
    title: { en: 'failures on pods that have just come', ja: '登録直後のPodで起きる失敗' },
    seen: {
      en: '{count, number} of {rows, number} 502s in the access log went to targets registered less than three minutes before.',
      ja: 'アクセスログの502の{rows, number}件中{count, number}件は、登録から3分以内のターゲットへのリクエストです。',
    },
    'not-seen': {
      en: '502s do not go to targets that have just come ({count, number} of {rows, number} in the access log, {came, number} registrations).',
      ja: '502は登録直後のターゲットに集中していません（アクセスログの{rows, number}件中{count, number}件、登録は{came, number}回）。',
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
    const fresh = toNew(rows, moves);
    const args = { count: fresh.length, rows: rows.length, came: moves.filter(({ kind }) => kind === 'came').length };
    if (fresh.length >= MOST * rows.length) return seen(args, fresh.map(rowFact));
    if (rows.length < ENOUGH) return unknown('too-little-traffic', args);
    return fresh.length <= HARDLY * rows.length ? notSeen(args) : unknown('ambiguous', args);
  },
});
