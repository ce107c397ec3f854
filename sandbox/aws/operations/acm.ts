import { pageOf } from '../paging.ts';
import { AwsError } from '../protocol/errors.ts';
import type { CertificateRecord } from '../world/certificates.ts';
import { type Context, here, type Operations, pageSize, present, text } from './context.ts';

const badToken = () => new AwsError('ValidationException', 'Invalid NextToken');

const statusOf = ({ status, notAfter }: CertificateRecord, now: number) =>
  status ?? (now >= notAfter ? 'EXPIRED' : 'ISSUED');

function shapeOf(one: CertificateRecord, { history, now }: Context) {
  const [domain = ''] = one.domains;
  return present({
    CertificateArn: one.arn,
    DomainName: domain,
    SubjectAlternativeNames: [...one.domains],
    Status: statusOf(one, now),
    Type: 'AMAZON_ISSUED',
    KeyAlgorithm: 'EC_prime256v1',
    SignatureAlgorithm: 'SHA256WITHECDSA',
    NotBefore: new Date(one.notBefore),
    NotAfter: new Date(one.notAfter),
    CreatedAt: new Date(one.notBefore - 3_600_000),
    RenewalEligibility: 'ELIGIBLE',
    RenewalSummary: one.renewal === null ? undefined : { RenewalStatus: one.renewal, DomainValidationOptions: [] },
    InUseBy: history.loadBalancers
      .filter(({ listeners }) => listeners.some(({ certificate }) => certificate === one.arn))
      .map(({ arn }) => arn),
  });
}

export const acm: Operations = {
  DescribeCertificate: (input, context) => {
    const found = here(context)
      ? context.history.certificates.find(({ arn }) => arn === input.CertificateArn)
      : undefined;
    if (!found)
      throw new AwsError('ResourceNotFoundException', `Could not find certificate ${text(input.CertificateArn)}.`);
    return { Certificate: shapeOf(found, context) };
  },
  ListCertificates: (input, context) => {
    const all = here(context) ? context.history.certificates : [];
    const page = pageOf(all, pageSize(input.MaxItems, context), text(input.NextToken), 'certificates', badToken);
    return present({
      CertificateSummaryList: page.items.map(({ arn, domains }) => ({ CertificateArn: arn, DomainName: domains[0] })),
      NextToken: page.next,
    });
  },
};
