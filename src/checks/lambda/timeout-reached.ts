import { defineCheck } from '../../domain/check.ts';
import { isObservation, measured } from '../reading/function-metrics.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

const REACHED = 0.98;
const CLEAR = 0.9;

export const timeoutReached = defineCheck({
  id: 'lambda/timeout-reached',
  layer: 'service',
  needs: ['functions', 'resourceMetrics', 'metrics'],
  uses: ['accessLog', 'targetGroups'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'lambda-timeout',
  ofEachKind: true,
  guide: ['G6', 'G11', 'G19', 'G42'],
  checklist: 'timeouts',
  texts: {
    title: { en: 'invocations that last as long as the function may', ja: 'タイムアウト値まで続いた実行' },
    seen: {
      en: 'The longest invocation in the failing minutes took {seconds, number, ::.0} s, and the function may take {limit, number} s: Lambda ended it.',
      ja: '失敗した時間帯の最長の実行は{seconds, number, ::.0}秒で、関数のタイムアウト（{limit, number}秒）に達しています。Lambdaが実行を打ち切っています。',
    },
    'not-seen': {
      en: 'No invocation came near the timeout of {limit, number} s (longest {seconds, number, ::.0} s).',
      ja: 'タイムアウト（{limit, number}秒）に近づいた実行はありません（最長{seconds, number, ::.0}秒）。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run(evidence, { window }) {
    const found = measured(evidence, window);
    if (isObservation(found)) return found;
    const { work, functions } = found;
    const spent = functions.flatMap(({ name, timeoutSeconds }) => {
      const longest = work.most('Duration', name);
      return longest === undefined || timeoutSeconds === null
        ? []
        : [{ seconds: longest / 1000, limit: timeoutSeconds }];
    });
    const [worst] = spent.sort((a, b) => b.seconds / b.limit - a.seconds / a.limit);
    if (worst === undefined) return unknown('not-collected');
    const share = worst.seconds / worst.limit;
    if (share >= REACHED) return seen({ ...worst });
    return share <= CLEAR && spent.length === functions.length ? notSeen({ ...worst }) : unknown('ambiguous');
  },
});
