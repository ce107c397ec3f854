import { defineCheck } from '../../domain/check.ts';
import { ENOUGH } from '../reading/failures.ts';
import { seenIf, unknown } from '../reading/observe.ts';

const SHARE = 0.05;

export const clientHandshakesFail = defineCheck({
  id: 'tls/client-handshakes-fail',
  layer: 'logs',
  needs: ['connectionLog'],
  severity: 'medium',
  leak: 'rare',
  nature: 'symptom',
  guide: ['G8', 'G17', 'G26'],
  texts: {
    title: { en: 'failed handshakes in the connection log', ja: '接続ログのハンドシェイク失敗' },
    seen: {
      en: '{failed, number} of {connections, number} connections in the connection log ended in the TLS handshake.',
      ja: '接続ログの{connections, number}件中{failed, number}件が、TLSハンドシェイクで終わっています。',
    },
    'not-seen': {
      en: 'The connection log shows clients completing the TLS handshake ({failed, number} of {connections, number} failed).',
      ja: '接続ログでは、クライアントのTLSハンドシェイクは成功しています（{connections, number}件中の失敗は{failed, number}件）。',
    },
  },
  run({ connectionLog: { rows, failed, verifyStatuses } }) {
    if (rows < ENOUGH) return unknown(rows === 0 ? 'empty' : 'too-little-traffic', { connections: rows, failed });
    const facts = verifyStatuses.map(({ status, count }) => `${status} ${count}`);
    return seenIf(failed >= ENOUGH && failed >= SHARE * rows, { connections: rows, failed }, facts);
  },
});
