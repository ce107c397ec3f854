/** One write event of CloudTrail. */
export interface Change {
  readonly at: string;
  readonly name: string; // UpdateService
  readonly source: string; // ecs.amazonaws.com
  readonly user: string | null;
  readonly resources: readonly string[]; // names or ARNs
  /** True when one of the resources lies on the located path. */
  readonly onPath: boolean;
  readonly errorCode: string | null;
  /** Who was behind the call, as far as CloudTrail tells; absent in bundles of older versions. */
  readonly actor?: 'person' | 'automation' | 'service' | null;
  readonly request: Readonly<Record<string, unknown>> | null; // redacted requestParameters, at most a few kB
}
