import { defineCheck } from '../../domain/check.ts';
import { ENOUGH } from '../reading/failures.ts';
import { seenIf, unknown } from '../reading/observe.ts';

const SHARE = 0.01;

/** Statuses that only the load balancer gives, and that are taken for 502s. */
const known = new Set([0, 400, 413, 414, 460, 463, 464, 501, 503, 504, 505, 507, 561]);

export const answersOfTheBalancer = defineCheck({
  id: 'routing/answers-of-the-balancer',
  layer: 'symptom',
  needs: ['accessLog'],
  severity: 'low',
  leak: 'noisy',
  nature: 'symptom',
  guide: ['G2', 'G26'],
  texts: {
    title: { en: 'other answers that the load balancer made itself', ja: 'ロードバランサー自身が返した502以外の応答' },
    seen: {
      en: 'The load balancer answered {count, number} requests with {status} by itself, which is not a 502: {status, select, 000 {the client’s HTTP/2 connection ended after 10,000 requests} 400 {malformed request, or a header line over 16 KB} 413 {a body over 1 MB for a Lambda target} 414 {a URL over 16 KB} 460 {the client went away before the answer, so its time-out is shorter} 463 {X-Forwarded-For holds more than 30 addresses} 464 {client and target group speak different protocol versions} 501 {Transfer-Encoding is not supported} 503 {no target is registered or in use} 504 {the target did not answer in time, or no connection was made within ten seconds} 505 {the HTTP version is not supported} 507 {the redirect URL is too long} 561 {the identity provider answered with an error} other {see the guide to load balancer errors}}.',
      ja: 'ロードバランサー自身が{status}を{count, number}件返しています。これは502ではありません（{status, select, 000 {クライアントのHTTP/2接続が10,000リクエストで終了} 400 {不正なリクエスト、または16KBを超えるヘッダー行} 413 {Lambdaターゲットの上限1MBを超えるボディ} 414 {16KBを超えるURL} 460 {応答前にクライアントが切断。クライアント側のタイムアウトが短い} 463 {X-Forwarded-Forに30を超えるアドレス} 464 {クライアントとターゲットグループのプロトコルバージョンの不一致} 501 {Transfer-Encodingが非対応} 503 {登録済みまたは使用中のターゲットがない} 504 {時間内に応答がない、または10秒以内に接続できない} 505 {HTTPバージョンが非対応} 507 {リダイレクト先URLが長すぎる} 561 {IDプロバイダーがエラーを返した} other {ロードバランサーのエラー一覧を参照}}）。',
    },
    'not-seen': {
      en: 'The load balancer hardly answers with anything else of its own ({count, number} requests).',
      ja: 'ロードバランサー自身によるほかのエラー応答は、ほとんどありません（{count, number}件）。',
    },
  },
  run({ accessLog: { balancerStatuses, rows } }) {
    if (balancerStatuses === undefined) return unknown('not-collected');
    const named = balancerStatuses.filter(({ status }) => known.has(status));
    const [first] = named;
    const count = first?.count ?? 0;
    const code = first === undefined ? '-' : String(first.status).padStart(3, '0');
    const facts = named.map((one) => `${String(one.status).padStart(3, '0')} ${one.count}`);
    return seenIf(count >= ENOUGH && count >= SHARE * rows, { count, status: code }, facts);
  },
});
