import { defineCheck } from '../../domain/check.ts';
import { made502 } from '../reading/access-log.ts';
import { seenIf, unknown } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

export const lambdaErrorReason = defineCheck({
  id: 'alb/lambda-error-reason',
  layer: 'load-balancer',
  needs: ['accessLog'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  guide: ['G6', 'G24'],
  texts: {
    title: { en: 'a Lambda error reason in the access log', ja: 'アクセスログのLambdaエラー理由' },
    seen: {
      en: '{count, number} 502s carry the reason {reason}: the target is a Lambda function.',
      ja: '502のうち{count, number}件に理由 {reason} が記録されています。ターゲットはLambda関数です。',
    },
    'not-seen': {
      en: 'No 502 carries a Lambda error reason (for other targets the field is always empty).',
      ja: 'Lambdaのエラー理由が記録された502はありません（Lambda以外のターゲットでは常に空欄です）。',
    },
  },
  run({ accessLog }) {
    if (made502(accessLog) === 0) return unknown('no-502');
    const reasons = accessLog.errorReasons.filter(
      // A request that is too large is a 413.
      ({ reason }) => reason.startsWith('Lambda') && reason !== 'LambdaRequestTooLarge',
    );
    const [top] = [...reasons].sort((a, b) => b.count - a.count);
    return seenIf(top !== undefined, { count: sum(reasons.map(({ count }) => count)), reason: top?.reason ?? '-' });
  },
});
