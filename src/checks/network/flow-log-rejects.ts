import { defineCheck } from '../../domain/check.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

/** A lone REJECT is somebody's stray packet: of two ends that talk all the time more must fail. */
const LEAST = 3;

export const flowLogRejects = defineCheck({
  id: 'network/flow-log-rejects',
  layer: 'logs',
  needs: ['flowRecords'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  guide: ['G13', 'G18', 'G25'],
  checklist: 'network',
  texts: {
    title: {
      en: 'rejected packets between load balancer and targets',
      ja: 'ロードバランサーとターゲット間の拒否パケット',
    },
    seen: {
      en: 'The flow log shows {count, number} rejected flows between the load balancer and {targets, number} of its targets: a security group or network ACL stops them.',
      ja: 'フローログに、ロードバランサーとターゲット{targets, number}個の間で拒否（REJECT）された通信が{count, number}件あります。セキュリティグループまたはネットワークACLが遮断しています。',
    },
    'not-seen': {
      en: 'The flow log shows no rejected flow between the load balancer and its targets ({read, number} records).',
      ja: 'フローログに、ロードバランサーとターゲット間の拒否はありません（{read, number}件を確認）。',
    },
  },
  run({ flowRecords: { read, pairs } }) {
    const rejected = pairs.filter((pair) => pair.rejected > 0);
    const count = sum(rejected.map((pair) => pair.rejected));
    const args = { count, read, targets: new Set(rejected.map(({ target }) => target)).size };
    if (read === 0) return unknown('empty', args);
    if (count === 0) return notSeen(args);
    const facts = rejected.map(
      (pair) =>
        `${pair.target} ${pair.direction} REJECT ${pair.rejected} ACCEPT ${pair.accepted} ${pair.firstRejected ?? ''}`,
    );
    return count >= LEAST ? seen(args, facts) : unknown('ambiguous', args);
  },
});
