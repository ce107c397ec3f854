import type { CertificateDetail } from '@aws-sdk/client-acm';
import type { Certificate } from '../../domain/evidence.ts';
import { loadBalancerPage } from '../console.ts';
import { certificateArnsStep, certificateDetailsStep } from '../steps/certificates.ts';
import { isoOrNull, orNull } from '../translate.ts';
import type { Collector } from '../trip.ts';

export const certificatesCollector: Collector<'certificates'> = {
  id: 'certificates',
  actions: [],
  needs: [certificateArnsStep, certificateDetailsStep],
  async take(trip) {
    const arns = await trip.get(certificateArnsStep);
    const details = await trip.get(certificateDetailsStep);
    const uploaded = arns.filter((arn) => arn.includes(':iam:')).map(fromIam);
    const value = [...details.map(toCertificate), ...uploaded];
    // Names stand in the value, which is redacted; this line is shown as it is.
    const what =
      value.length === 0 ? 'no HTTPS listener, no certificate' : `${value.length} certificates of the listeners`;
    return { value, what, link: loadBalancerPage(trip.scope) };
  },
};

function toCertificate(raw: CertificateDetail): Certificate {
  const subject = raw.DomainName === undefined ? [] : [raw.DomainName];
  return {
    arn: raw.CertificateArn ?? '',
    source: 'acm',
    domains: [...new Set([...subject, ...(raw.SubjectAlternativeNames ?? [])])],
    status: orNull(raw.Status),
    notBefore: isoOrNull(raw.NotBefore),
    notAfter: isoOrNull(raw.NotAfter),
    renewalStatus: orNull(raw.RenewalSummary?.RenewalStatus),
    keyAlgorithm: orNull(raw.KeyAlgorithm),
  };
}

/** IAM would have to be asked for it, which needs another permission: all but its name stays unknown. */
function fromIam(arn: string): Certificate {
  return {
    arn,
    source: 'iam',
    domains: [],
    status: null,
    notBefore: null,
    notAfter: null,
    renewalStatus: null,
    keyAlgorithm: null,
  };
}
