import { defineCheck } from '../../domain/check.ts';
import { certificateFact, readable } from '../reading/certificates.ts';
import { notApplicable, seenIf, unknown } from '../reading/observe.ts';

const DAY = 86_400_000;
/** ACM renews 60 days before the end; what has not happened a month before will need a person. */
const SOON = 30;

export const listenerCertificateExpiring = defineCheck({
  id: 'tls/listener-certificate-expiring',
  layer: 'load-balancer',
  needs: ['certificates'],
  severity: 'low',
  leak: 'common',
  nature: 'configuration',
  guide: ['G8', 'G17'],
  texts: {
    title: { en: 'a certificate of a listener that ends soon', ja: 'まもなく期限が切れるリスナー証明書' },
    seen: {
      en: '{count, plural, one {# certificate ends} other {# certificates end}} within {days, number} days and {count, plural, one {has} other {have}} not been renewed.',
      ja: '証明書{count, number}件が{days, number}日以内に期限を迎えますが、更新されていません。',
    },
    'not-seen': {
      en: 'No certificate of the listeners ends within {days, number} days.',
      ja: '{days, number}日以内に期限を迎えるリスナー証明書はありません。',
    },
    'not-applicable': {
      en: 'No HTTPS listener: no certificate is involved.',
      ja: 'HTTPSリスナーがないため、証明書は関係しません。',
    },
  },
  run({ certificates }, { window }) {
    if (certificates.length === 0) return notApplicable();
    const known = readable(certificates).filter(({ notAfter }) => notAfter !== null);
    if (known.length === 0) return unknown('not-collected');
    const now = Date.parse(window.to);
    const soon = known.filter(({ notAfter }) => {
      const left = Date.parse(notAfter ?? '') - now;
      return left > 0 && left <= SOON * DAY;
    });
    return seenIf(soon.length > 0, { count: soon.length, days: SOON }, soon.map(certificateFact));
  },
});
