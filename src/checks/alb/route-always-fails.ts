import { defineCheck } from '../../domain/check.ts';
import { rows502, worst } from '../reading/access-log.ts';
import { ENOUGH, failuresOf } from '../reading/failures.ts';
import { notApplicable, seenIf, unknown } from '../reading/observe.ts';

const ALWAYS = 0.9;
const ONE = 0.8;

export const routeAlwaysFails = defineCheck({
  id: 'alb/route-always-fails',
  layer: 'symptom',
  needs: ['accessLog'],
  uses: ['metrics'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  family: 'route',
  guide: ['G22', 'G27'],
  texts: {
    title: { en: 'a route that fails every time', ja: '毎回失敗するルート' },
    seen: {
      en: '{route} fails every time ({share, number, ::percent} of its requests): what it does or sends is wrong for everybody.',
      ja: '{route} は毎回失敗しています（リクエストの{share, number, ::percent}）。誰に対しても、処理または応答の内容に問題があります。',
    },
    'not-seen': {
      en: '{route} fails for some only ({share, number, ::percent} of its requests): it depends on who asks or what is asked.',
      ja: '{route} の失敗は一部だけです（リクエストの{share, number, ::percent}）。ユーザーやリクエストの内容によって結果が異なります。',
    },
    'not-applicable': { en: 'No single route fails.', ja: '失敗しているルートを1つに絞れません。' },
  },
  run({ accessLog, metrics }, { window }) {
    const top = worst(accessLog.byPath);
    if (top === undefined) return unknown('no-502');
    const share = accessLog.byPath.find(({ key }) => key === top.key);
    if (share === undefined || top.share < ONE || top.ofRequests > 0.6) return notApplicable();
    if (top.failures < ENOUGH) return unknown('too-little-traffic');
    const failing = metrics && failuresOf(metrics, window, accessLog);
    // Its requests are counted over the whole window: of those, only the part since the onset can have failed.
    const since =
      failing?.onset === undefined
        ? 1
        : (Date.parse(window.to) - Math.max(failing.onset, Date.parse(window.from))) /
          (Date.parse(window.to) - Date.parse(window.from));
    const rate = Math.min(1, rows502(share) / Math.max(1, share.requests * since));
    // Without the onset the rate is only a lower bound: it can show, not rule out.
    if (failing === undefined && rate < ALWAYS) return unknown('not-collected');
    return seenIf(rate >= ALWAYS, { route: top.key, share: rate });
  },
});
