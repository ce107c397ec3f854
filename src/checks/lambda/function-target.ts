import { defineCheck } from '../../domain/check.ts';
import { failingFunctionGroups, functionGroups } from '../reading/functions.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

export const functionTarget = defineCheck({
  id: 'lambda/function-target',
  layer: 'targets',
  needs: ['targetGroups'],
  uses: ['accessLog', 'resourceMetrics'],
  severity: 'info',
  leak: 'rare',
  nature: 'configuration',
  guide: ['G6', 'G40'],
  texts: {
    title: { en: 'a Lambda function as the failing target', ja: '失敗しているターゲットがLambda関数' },
    seen: {
      en: 'The requests that fail go to a Lambda function ({groups}).',
      ja: '失敗しているリクエストの宛先はLambda関数です（{groups}）。',
    },
    'not-seen': {
      en: '{count, plural, =0 {No target is a Lambda function.} other {Lambda functions are targets, but the requests that fail go elsewhere.}}',
      ja: '{count, plural, =0 {ターゲットにLambda関数はありません。} other {Lambda関数もターゲットですが、失敗しているのは別の宛先です。}}',
    },
  },
  run({ targetGroups, accessLog, resourceMetrics }, { window }) {
    const groups = functionGroups(targetGroups);
    if (groups.length === 0) return notSeen({ count: 0, groups: '-' });
    const failing = failingFunctionGroups({ targetGroups, accessLog, resourceMetrics }, window);
    if (failing === undefined) return unknown('ambiguous');
    const names = groups.filter(({ arn }) => failing.includes(arn)).map(({ name }) => name);
    const args = { count: groups.length, groups: names.join(', ') || '-' };
    return names.length > 0 ? seen(args) : notSeen(args);
  },
});
