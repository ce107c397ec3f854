import { defineCheck } from '../../domain/check.ts';
import { ENOUGH } from '../reading/failures.ts';
import { total } from '../reading/metrics.ts';
import { notApplicable, seenIf, unknown } from '../reading/observe.ts';

const TIMES = 3;
const SHARE = 0.05;

export const clientTlsErrors = defineCheck({
  id: 'alb/client-tls-errors',
  layer: 'load-balancer',
  needs: ['metrics', 'listeners'],
  uses: ['baselineMetrics'],
  severity: 'medium',
  leak: 'common',
  nature: 'symptom',
  guide: ['G8', 'G17', 'G21', 'G26'],
  checklist: 'certificate',
  texts: {
    title: { en: 'clients failing the TLS handshake', ja: 'クライアントのTLSハンドシェイク失敗' },
    seen: {
      en: 'Clients failed the TLS handshake with the load balancer {count, number} times ({usual, number} in the same hour of last week): check certificate, name and expiry. Such clients get no HTTP status at all.',
      ja: 'クライアントとのTLSハンドシェイクが{count, number}回失敗しています（先週の同じ時間帯は{usual, number}回）。この失敗ではHTTPステータスは返りません。証明書、ホスト名、有効期限を確認してください。',
    },
    'not-seen': {
      en: 'Clients accept the certificate: no rise of failed TLS handshakes ({count, number}).',
      ja: 'クライアントとのTLSハンドシェイク失敗は増えておらず（{count, number}回）、証明書は受け入れられています。',
    },
    'not-applicable': {
      en: 'No HTTPS listener: no certificate is involved.',
      ja: 'HTTPSリスナーがないため、証明書は関係しません。',
    },
  },
  run({ metrics, listeners, baselineMetrics }, { window }) {
    if (!listeners.some(({ protocol }) => protocol === 'HTTPS')) return notApplicable();
    const count = total(metrics, 'ClientTLSNegotiationErrorCount', window);
    if (count === undefined) return unknown('not-collected');
    const opened = total(metrics, 'NewConnectionCount', window);
    const usual = (baselineMetrics && total(baselineMetrics, 'ClientTLSNegotiationErrorCount', window.baseline)) ?? 0;
    const many = opened === undefined || opened === 0 ? count >= 10 * ENOUGH : count >= SHARE * opened;
    return seenIf(count >= ENOUGH && count >= TIMES * usual && many, { count, usual });
  },
});
