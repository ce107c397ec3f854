import { defineCheck } from '../../domain/check.ts';
import { worst } from '../reading/access-log.ts';
import { answeredInStretch, answeredInWindow } from '../reading/answered.ts';
import { notApplicable, seenIf, unknown } from '../reading/observe.ts';

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
    const top = worst(accessLog.byPath);
    if (top === undefined) return unknown('no-502');
    if (top.share < 0.6) return notApplicable();
    const counted =
      answeredInWindow(applicationLogs, accessLog, top.key) ?? answeredInStretch(applicationLogs, accessLog, top.key);
    if (counted === undefined) return unknown('cut-off');
    const { answered, failed, doubt } = counted;
    // Between the two, chance decides: the passed answers of the stretch are estimated.
    const isSeen = answered - doubt >= 0.5 * failed;
    const isSilent = answered + doubt < 0.5 * failed;
    if (!isSeen && !isSilent) return unknown('ambiguous');
    return seenIf(isSeen, { route: top.key, failed, answered });
  },
});
