import { defineCheck } from '../../domain/check.ts';
import { rowFact } from '../reading/access-log.ts';
import { ENOUGH, FEW } from '../reading/failures.ts';
import { seen, seenIf, unknown } from '../reading/observe.ts';

const MOST = 0.8;

export const onlyWebsocketsFail = defineCheck({
  id: 'alb/only-websockets-fail',
  layer: 'symptom',
  needs: ['accessLog'],
  severity: 'medium',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'route',
  ofEachKind: true,
  guide: ['G22', 'G27'],
  texts: {
    title: { en: 'only WebSocket connections failing', ja: 'WebSocket接続だけの失敗' },
    seen: {
      en: '{count, number} of {rows, number} 502s in the access log are WebSocket connections (type ws or wss).',
      ja: 'アクセスログの502 {rows, number}件中{count, number}件がWebSocket接続（typeがwsまたはwss）です。',
    },
    'not-seen': {
      en: 'The 502s in the access log are no matter of WebSockets ({count, number} of {rows, number}).',
      ja: 'アクセスログの502はWebSocketに限りません（{rows, number}件中{count, number}件）。',
    },
  },
  run({ accessLog }) {
    const rows = accessLog.failures.filter(({ elbStatus }) => elbStatus === 502);
    if (rows.length === 0) return unknown('no-502');
    const sockets = rows.filter(({ type }) => type === 'ws' || type === 'wss');
    const args = { count: sockets.length, rows: rows.length };
    if (rows.length < FEW) return unknown('too-little-traffic', args);
    const facts = sockets.map(rowFact);
    if (rows.length >= ENOUGH) return seenIf(sockets.length >= MOST * rows.length, args, facts);
    // A few show it when all agree; none of three is no matter of WebSockets either.
    if (sockets.length === rows.length) return seen(args, facts);
    return sockets.length === 0 ? seenIf(false, args) : unknown('too-little-traffic', args);
  },
});
