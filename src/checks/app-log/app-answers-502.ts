import { defineCheck } from '../../domain/check.ts';
import { ENOUGH } from '../reading/failures.ts';
import { notApplicable, seenIf } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

export const appAnswers502 = defineCheck({
  id: 'app-log/app-answers-502',
  layer: 'logs',
  needs: ['applicationLogs'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  guide: ['G2', 'G24', 'G27'],
  texts: {
    title: { en: '502s in the application’s own log', ja: 'アプリケーション自身のログにある502' },
    seen: {
      en: 'The application’s own log shows {count, number} answers with status 502: it (or a proxy beside it) sent them.',
      ja: 'アプリケーション側のログにステータス502の応答が{count, number}件あります。アプリケーションまたは併設のプロキシが返したものです。',
    },
    'not-seen': {
      en: 'The application’s own log shows no answer with status 502 ({total, number} requests logged).',
      ja: 'アプリケーション側のログに、ステータス502の応答はありません（記録されたリクエストは{total, number}件）。',
    },
    'not-applicable': {
      en: 'The application logs no requests.',
      ja: 'アプリケーションはリクエストを記録していません。',
    },
  },
  run({ applicationLogs }) {
    const logged = applicationLogs.flatMap(({ requests }) => requests);
    const total = sum(logged.map(({ count }) => count));
    if (total < ENOUGH) return notApplicable();
    const count = sum(logged.filter(({ status }) => status === 502).map((one) => one.count));
    return seenIf(count > 0, { count, total });
  },
});
