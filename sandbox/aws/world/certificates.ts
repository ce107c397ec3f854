import { certificateArn } from './names.ts';
import type { World } from './spec.ts';

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
  return Object.values(world.loadBalancers).map(({ host, certificate }) => ({
    arn: certificateArn(world, host),
    domains: certificate.domains ?? [host],
    notBefore: anchor - 200 * DAY,
    notAfter: certificate.notAfter === undefined ? anchor + 195 * DAY : anchor + certificate.notAfter,
    status: certificate.status ?? null,
    renewal: certificate.renewal ?? null,
  }));
}
