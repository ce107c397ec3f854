import { certificateArn } from './names.ts';
import type { Run } from './run.ts';
import type { LoadBalancer, World } from './spec.ts';

const DAY = 86_400_000;

/** A certificate of ACM. Times are epoch ms. */
export interface CertificateRecord {
  readonly arn: string;
  readonly domains: readonly string[];
  readonly notBefore: number;
  readonly notAfter: number;
  readonly status: string | null; // null: as the dates say
  readonly renewal: string | null;
}

export function certificatesOf(world: World, anchor: number): readonly CertificateRecord[] {
  return Object.entries(world.loadBalancers).map(([name, { host, certificate }]) => ({
    arn: certificateArn(world, host),
    domains: certificate.domains ?? [...new Set([host, ...hostsOf(world, name)])],
    notBefore: anchor - 200 * DAY,
    notAfter: certificate.notAfter === undefined ? anchor + 195 * DAY : anchor + certificate.notAfter,
    status: certificate.status ?? null,
    renewal: certificate.renewal ?? null,
  }));
}

const hostsOf = (world: World, name: string) =>
  Object.values(world.apps).flatMap(({ loadBalancer, hosts }) => (loadBalancer === name ? hosts : []));

/** Nearly every client checks the certificate; a few scripts were told not to. */
const CHECKS = 0.96;

/** Whether the client that comes now ends the handshake. */
export function refusesCertificate({ anchor, schedule, random, metricsOnly }: Run, spec: LoadBalancer): boolean {
  const { notAfter, domains } = spec.certificate;
  const expired = notAfter !== undefined && schedule.now >= anchor + notAfter;
  const foreign = domains !== undefined && !domains.some((domain) => covers(domain, spec.host));
  return !metricsOnly && (expired || foreign) && random.chance(CHECKS);
}

const covers = (domain: string, host: string) =>
  domain.startsWith('*.') ? host.slice(host.indexOf('.') + 1) === domain.slice(2) : domain === host;
