import { defineCheck } from '../../domain/check.ts';
import { frontContainers } from '../reading/keep-alive.ts';
import { seenIf, unknown } from '../reading/observe.ts';
import { requestCapOf } from '../reading/settings.ts';

export const requestCapConfigured = defineCheck({
  id: 'targets/request-cap-configured',
  layer: 'targets',
  needs: ['ecsServices', 'taskDefinitions'],
  severity: 'info',
  leak: 'common',
  nature: 'configuration',
  guide: ['G11', 'G42'],
  texts: {
    title: { en: 'a cap on requests per connection', ja: '1接続あたりのリクエスト数の上限' },
    seen: {
      en: 'The server closes a connection after {cap, number} requests ({via}).',
      ja: 'サーバーは1つの接続を{cap, number}リクエストごとに閉じる設定です（{via}）。',
    },
    'not-seen': {
      en: 'The server puts no cap on the requests of a connection ({via}).',
      ja: '1接続あたりのリクエスト数に上限はありません（{via}）。',
    },
    unknown: {
      en: 'No setting tells after how many requests the server closes a connection.',
      ja: '何リクエストで接続を閉じるかを示す設定が見つかりません。',
    },
  },
  run({ ecsServices, taskDefinitions }) {
    const found = frontContainers(ecsServices, taskDefinitions).flatMap((one) => requestCapOf(one) ?? []);
    const [set] = found.sort((a, b) => b.cap - a.cap);
    if (set === undefined) return unknown('not-found');
    return seenIf(set.cap > 0, { cap: set.cap, via: set.via });
  },
});
