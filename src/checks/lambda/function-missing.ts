import { defineCheck } from '../../domain/check.ts';
import { failingFunctions } from '../reading/functions.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';

export const functionMissing = defineCheck({
  id: 'lambda/function-missing',
  layer: 'service',
  needs: ['functions', 'targetGroups'],
  uses: ['accessLog', 'resourceMetrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G6', 'G12', 'G40'],
  texts: {
    title: {
      en: 'a registered function, version or alias that is gone',
      ja: '登録されたまま存在しない関数・バージョン・エイリアス',
    },
    seen: {
      en: '{names} is registered as a target, but {part, select, qualifier {the function has no such alias or version} other {there is no such function}}.',
      ja: '{names} はターゲットとして登録されていますが、{part, select, qualifier {該当するエイリアスまたはバージョンがありません} other {関数が存在しません}}。',
    },
    'not-seen': {
      en: '{count, plural, one {The registered function exists.} other {All # registered functions exist.}}',
      ja: '登録されている関数（{count, number}個）はすべて存在します。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run({ functions, targetGroups, accessLog, resourceMetrics }, { window }) {
    const failing = failingFunctions(functions, { targetGroups, accessLog, resourceMetrics }, window);
    if (failing.length === 0) return notApplicable();
    const gone = failing.filter(({ exists }) => exists === false);
    if (gone.length > 0) {
      const names = gone.map(({ arn }) => arn.split(':').slice(6).join(':')).join(', ');
      return seen({ names, part: gone[0]?.nameExists === true ? 'qualifier' : 'function' });
    }
    return failing.every(({ exists }) => exists === true) ? notSeen({ count: failing.length }) : unknown('ambiguous');
  },
});
