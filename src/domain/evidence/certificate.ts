/** A certificate of a listener. */
export interface Certificate {
  readonly arn: string;
  readonly source: 'acm' | 'iam';
  readonly domains: readonly string[]; // subject and alternative names
  readonly status: string | null; // ISSUED | EXPIRED | PENDING_VALIDATION | …
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  readonly renewalStatus: string | null;
  readonly keyAlgorithm: string | null;
}
