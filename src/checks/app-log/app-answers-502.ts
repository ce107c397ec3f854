import { defineCheck } from '../../domain/check.ts';
import { ENOUGH } from '../reading/failures.ts';
import { notSeen, seenIf, unknown } from '../reading/observe.ts';
import { proxyFailures } from '../reading/proxy-failures.ts';
import { sum } from '../reading/statistics.ts';

/** So large a share of the 502s has a line of the proxy that explains it. */
const OWN = 0.5;

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
      en: 'The application’s own log shows requests, but no answer with status 502{count, plural, =0 {} other { that a proxy’s own lines do not explain (#)}}.',
      ja: 'アプリケーション側のログにリクエストの記録はありますが、ステータス502の応答はありません{count, plural, =0 {} other {（#件はプロキシ自身のログで説明がつきます）}}。',
    },
  },
  run({ applicationLogs }) {
    const logged = applicationLogs.flatMap(({ requests }) => requests);
    const total = sum(logged.map(({ count }) => count));
    const count = sum(logged.filter(({ status }) => status === 502).map((one) => one.count));
    // A proxy that made the 502s itself says so, line by line, beside its access log.
    if (count > 0 && proxyFailures(applicationLogs) >= OWN * count) return notSeen({ count });
    // Only lines of interest are read: without any request among them nobody knows what was answered.
    return count === 0 && total < ENOUGH ? unknown('cut-off') : seenIf(count > 0, { count });
  },
});
