import { defineCheck } from '../../domain/check.ts';
import { certificateFact } from '../reading/certificates.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';

const dead = new Set(['EXPIRED', 'REVOKED', 'FAILED', 'VALIDATION_TIMED_OUT', 'INACTIVE']);

export const listenerCertificateExpired = defineCheck({
  id: 'tls/listener-certificate-expired',
  layer: 'load-balancer',
  needs: ['certificates'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G8', 'G17', 'G21'],
  checklist: 'certificate',
  texts: {
    title: { en: 'a certificate of a listener that is not valid', ja: '有効でないリスナー証明書' },
    seen: {
      en: '{count, plural, one {# certificate} other {# certificates}} of the HTTPS listeners {count, plural, one {is} other {are}} expired or otherwise not valid. Clients that check it get no HTTP answer at all.',
      ja: 'HTTPSリスナーの証明書{count, number}件が期限切れなどで無効です。証明書を検証するクライアントには、HTTPの応答そのものが返りません。',
    },
    'not-seen': {
      en: 'All {total, number} certificates of the HTTPS listeners are valid for another {days, number} days at least.',
      ja: 'HTTPSリスナーの証明書{total, number}件はすべて有効で、少なくともあと{days, number}日間使えます。',
    },
    'not-applicable': {
      en: 'No HTTPS listener: no certificate is involved.',
      ja: 'HTTPSリスナーがないため、証明書は関係しません。',
    },
    unknown: {
      en: 'A certificate from IAM shows neither names nor dates here.',
      ja: 'IAMの証明書は、ホスト名と有効期限をここから読み取れません。',
    },
  },
  run({ certificates }, { window }) {
    if (certificates.length === 0) return notApplicable();
    const now = Date.parse(window.to);
    const ended = certificates.filter(
      ({ status, notAfter }) => (notAfter !== null && Date.parse(notAfter) <= now) || dead.has(status ?? ''),
    );
    const ends = certificates.flatMap(({ notAfter }) => (notAfter === null ? [] : [Date.parse(notAfter)]));
    const days = Math.max(0, Math.floor((Math.min(...ends) - now) / 86_400_000));
    const args = { count: ended.length, total: certificates.length, days: ends.length === 0 ? 0 : days };
    if (ended.length > 0) return seen(args, ended.map(certificateFact));
    return ends.length < certificates.length ? unknown('not-collected', args) : notSeen(args);
  },
});
