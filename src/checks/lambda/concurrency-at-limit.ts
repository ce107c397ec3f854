import { defineCheck } from '../../domain/check.ts';
import type { LambdaFunction, Metrics } from '../../domain/evidence.ts';
import { isObservation, measured, type Seen } from '../reading/function-metrics.ts';
import { curveOf } from '../reading/metrics.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

const FULL = 0.95;

export const concurrencyAtLimit = defineCheck({
  id: 'lambda/concurrency-at-limit',
  layer: 'capacity',
  needs: ['functions', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'targetGroups'],
  severity: 'high',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G6', 'G20', 'G42'],
  checklist: 'resources',
  texts: {
    title: { en: 'concurrency at its limit', ja: '同時実行数の上限' },
    seen: {
      en: 'Up to {used, number} executions ran at once, and {limit, number} are allowed ({of, select, reserved {reserved for the function} other {of the account in this region}}).',
      ja: '同時実行数は最大{used, number}で、上限は{limit, number}です（{of, select, reserved {関数の予約済み同時実行数} other {このリージョンのアカウント全体}}）。',
    },
    'not-seen': {
      en: 'Concurrency was well below its limit ({used, number} of {limit, number}).',
      ja: '同時実行数は上限に余裕があります（{limit, number}中{used, number}）。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run(evidence, { window }) {
    const found = measured(evidence, window);
    if (isObservation(found)) return found;
    const all = found.functions.flatMap((one) => useOf(one, found, evidence.resourceMetrics));
    const [tightest] = all.sort((a, b) => b.used / Math.max(1, b.limit) - a.used / Math.max(1, a.limit));
    if (tightest === undefined) return unknown('not-collected');
    const args = { ...tightest };
    return tightest.limit === 0 || tightest.used >= FULL * tightest.limit ? seen(args) : notSeen(args);
  },
});

interface Use {
  readonly used: number;
  readonly limit: number;
  readonly of: 'reserved' | 'account';
}

function useOf(one: LambdaFunction, { work }: Seen, metrics: Metrics): readonly Use[] {
  const { reservedConcurrency, accountConcurrency, name } = one;
  if (reservedConcurrency !== null)
    return [{ used: work.most('ConcurrentExecutions', name) ?? 0, limit: reservedConcurrency, of: 'reserved' }];
  const account = metrics.series.find(
    ({ namespace, metric, dimensions }) =>
      namespace === 'AWS/Lambda' && metric === 'ConcurrentExecutions' && Object.keys(dimensions).length === 0,
  );
  const used = Math.max(0, ...(account ? curveOf(account).values() : []), work.most('ConcurrentExecutions', name) ?? 0);
  return accountConcurrency === null ? [] : [{ used, limit: accountConcurrency, of: 'account' }];
}
