import { defineCheck } from '../../domain/check.ts';
import { rows502, worst } from '../reading/access-log.ts';
import { notApplicable, seenIf, unknown } from '../reading/observe.ts';
import { sameRoute } from '../reading/routes.ts';
import { sum } from '../reading/statistics.ts';

export const appAnsweredFailingRoute = defineCheck({
  id: 'app-log/app-answered-failing-route',
  layer: 'logs',
  needs: ['applicationLogs', 'accessLog'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  guide: ['G15', 'G24', 'G28'],
  texts: {
    title: { en: 'the application believing that it answered', ja: 'アプリケーション側では成功している失敗' },
    seen: {
      en: 'For {route} the load balancer counts {failed, number} 502s, but the application logged {answered, number} good answers: what it sent was not accepted.',
      ja: '{route} では、ロードバランサーの502が{failed, number}件ある一方で、アプリケーションは{answered, number}件を正常応答として記録しています。送った応答がロードバランサーに受け入れられていません。',
    },
    'not-seen': {
      en: 'For {route} the application did not log good answers to the failed requests ({answered, number} for {failed, number} 502s).',
      ja: '{route} について、失敗したリクエストへの正常応答はアプリケーションのログにありません（502の{failed, number}件に対し{answered, number}件）。',
    },
    'not-applicable': {
      en: 'No single route fails.',
      ja: '失敗しているルートを1つに絞れません。',
    },
  },
  run({ applicationLogs, accessLog }) {
    const logged = applicationLogs.flatMap(({ requests }) => requests);
    const top = worst(accessLog.byPath);
    if (top === undefined) return unknown('no-502');
    const share = accessLog.byPath.find(({ key }) => key === top.key);
    const passed = Math.max(0, (share?.requests ?? 0) - top.failures);
    if (top.share < 0.6) return notApplicable();
    // A log that was read only in part (lines of interest) misses good answers: its silence about them means nothing.
    const isWhole = goodAnswers(logged) >= 0.5 * sum(accessLog.byPath.map((one) => one.requests - rows502(one)));
    if (!isWhole) return unknown('cut-off');
    const own = logged.filter(({ path }) => sameRoute(path, top.key));
    if (own.length === 0) return unknown('empty');
    const good = goodAnswers(own);
    // Good answers beyond those that the load balancer passed on were lost on the way.
    const answered = Math.max(0, good - passed);
    return seenIf(answered >= 0.5 * top.failures, { route: top.key, failed: top.failures, answered });
  },
});

function goodAnswers(requests: readonly { readonly status: number; readonly count: number }[]): number {
  return sum(requests.filter(({ status }) => status >= 200 && status < 400).map(({ count }) => count));
}
