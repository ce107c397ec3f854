import type { CertificateDetail } from '@aws-sdk/client-acm';
import { DescribeListenerCertificatesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { lostOf, Nothing } from '../failure.ts';
import { gather, pages, type Step, type Trip } from '../trip.ts';
import { chunks } from './ecs.ts';
import { listenersStep } from './load-balancer.ts';

/** More certificates than a load balancer may have without asking AWS. */
const certificateLimit = 60;
const sideBySide = 10;

/** The default one of every listener and those that SNI chooses from. */
export const certificateArnsStep: Step<readonly string[]> = {
  id: 'step:certificate-arns',
  actions: ['elasticloadbalancing:DescribeListenerCertificates'],
  needs: [listenersStep],
  async take(trip) {
    const listeners = await trip.get(listenersStep);
    // A load balancer that serves has one: an empty answer is no sign that there is no HTTPS.
    if (listeners.length === 0) throw new Nothing({ reason: 'empty', action: null, detail: 'no listener was given' });
    const secure = listeners.filter(({ Protocol }) => Protocol === 'HTTPS');
    const named = secure.flatMap(({ Certificates = [] }) => Certificates.flatMap((one) => one.CertificateArn ?? []));
    const more = await gather(secure, trip, ({ ListenerArn }) => certificatesOf(trip, ListenerArn)).catch(
      (error: unknown) => {
        trip.lose(...lostOf(error));
        return [];
      },
    );
    return [...new Set([...named, ...more.flat()])];
  },
};

function certificatesOf(trip: Trip, ListenerArn: string | undefined): Promise<readonly string[]> {
  return pages(trip, { what: 'elasticloadbalancing:DescribeListenerCertificates' }, async (Marker) => {
    const command = new DescribeListenerCertificatesCommand({ ListenerArn, Marker });
    const { Certificates = [], NextMarker } = await trip.elasticloadbalancing.send(command);
    return { items: Certificates.flatMap(({ CertificateArn }) => CertificateArn ?? []), next: NextMarker };
  });
}

export const certificateDetailsStep: Step<readonly CertificateDetail[]> = {
  id: 'step:certificate-details',
  actions: ['acm:DescribeCertificate'],
  needs: [certificateArnsStep],
  async take(trip) {
    const arns = (await trip.get(certificateArnsStep)).filter((arn) => arn.includes(':acm:'));
    const asked = arns.slice(0, certificateLimit);
    if (arns.length > asked.length) {
      const detail = `${arns.length} certificates, read ${asked.length}`;
      trip.lose({ reason: 'cut-off', action: null, detail });
    }
    const details: CertificateDetail[] = [];
    for (const some of chunks(asked, sideBySide)) details.push(...(await describe(trip, some)));
    return details;
  },
};

async function describe(trip: Trip, arns: readonly string[]): Promise<readonly CertificateDetail[]> {
  const { DescribeCertificateCommand } = await import('@aws-sdk/client-acm');
  const answers = await gather(arns, trip, (CertificateArn) =>
    trip.acm.send(new DescribeCertificateCommand({ CertificateArn })),
  );
  return answers.flatMap(({ Certificate }) => Certificate ?? []);
}
